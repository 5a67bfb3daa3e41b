import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator/simulator.cts';
import { callToken, manualAccount, office, samples, type Sample } from './printedSamples.cts';
import {
	exchange,
	jsonContent,
	printed,
	printedRequests,
	sendable,
	xmlLines,
	type RawReply,
} from './sample.cts';

function comparable(text: string, reply: string, order: Sample['order']): string | string[] {
	if (reply.endsWith('.json')) return jsonContent(text);
	return order === 'anyOrder' ? xmlLines(text).sort() : xmlLines(text);
}

const printedHeaders = [
	'Access-control-allow-origin: *',
	'Access-control-allow-methods: GET, POST, OPTIONS, PUT, DELETE',
];

function expectPrintedHead({ statusLine, headers }: RawReply): void {
	expect(statusLine).toBe('HTTP/1.1 200 OK');
	expect(headers).toEqual(expect.arrayContaining(printedHeaders));
}

describe("the manual's own requests get the manual's own replies", () => {
	let simulator: Simulator;

	afterEach(() => simulator?.close());

	/** A client has the token that the manual's request carries. */
	async function signedIn(options: SimulatorOptions, token: string): Promise<void> {
		simulator = await startSimulator({
			office: office(),
			...options,
			account: manualAccount,
			newToken: () => token,
		});
		await exchange(simulator.url, sendable(printed('login-json.http')));
	}

	it.each(samples)('$request -> $reply', async (sample) => {
		const { request, reply, options, token = callToken } = sample;
		const { before, correct = (text) => text, repair = (text) => text } = sample;
		await signedIn(options, token);
		before?.(simulator);

		const sent = sendable(repair(printed(`${request}.http`)));
		const got = await exchange(simulator.url, sent);

		expectPrintedHead(got);
		expect(comparable(got.body, reply, sample.order)).toEqual(
			comparable(correct(printed(reply)), reply, sample.order),
		);
	});

	it('and none of them is left out', () => {
		const used = [...samples.map(({ request }) => request), 'login-json', 'login-xml'];
		expect(used.sort()).toEqual(printedRequests());
	});

	it('login-json -> login.json', async () => {
		simulator = await startSimulator({ account: manualAccount, newToken: () => callToken });

		const got = await exchange(simulator.url, sendable(printed('login-json.http')));

		expectPrintedHead(got);
		expect(got.body).toBe(printed('login.json').trimEnd());
	});

	it('login-json with another password on the PBX -> login-failed.json', async () => {
		simulator = await startSimulator({ account: { ...manualAccount, password: 'other' } });

		const got = await exchange(simulator.url, sendable(printed('login-json.http')));

		expectPrintedHead(got);
		expect(jsonContent(got.body)).toBe(jsonContent(printed('login-failed.json')));
	});

	it('login-xml, whose reply the manual does not print', async () => {
		simulator = await startSimulator({
			account: { ...manualAccount, username: 'api' },
			newToken: () => callToken,
		});

		const got = await exchange(simulator.url, sendable(printed('login-xml.http')));

		expectPrintedHead(got);
		expect(xmlLines(got.body)).toEqual([
			'<?xml version="1.0" encoding="UTF-8" ?>',
			'<xml>',
			'<status>Success</status>',
			`<token>${callToken}</token>`,
			'</xml>',
		]);
	});

	it('extension-update-json changes the name', async () => {
		await signedIn({}, callToken);
		await exchange(simulator.url, sendable(printed('extension-update-json.http')));

		const names = (await simulator.pbx.extensions()).map(({ number, name }) => [number, name]);

		expect(names).toContainEqual(['101', 'Tony']);
	});
});
