import { extensionSetup } from '../../simulator/model/office.cts';
import { md5 } from '../../simulator/sessions/sessions.cts';
import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { printedReport } from '../pbx/drivers/openvox/wire/printedReports.cts';
import { parsed, post, succeeded } from './api.cts';
import { openReceiver, type Answering, type Receiver } from './receiver.cts';

export const minutes = 60_000;
export const serialNumber = 'a09805021987';

/** A new one for each case: see `simulatorForEachCase`. */
export let simulator: Simulator;
let receivers: Receiver[] = [];

export function simulatorForEachCase(): void {
	beforeEach(async () => {
		simulator = await startSimulator({
			clockStandsAt: new Date('2020-05-20T10:11:22Z'),
			office: {
				trunk: 'to-18-16-2',
				queues: [{ number: '9998', members: [] }],
				calls: [],
				extensions: ['101', '102', '106'].map((number) => extensionSetup({ number, name: number })),
			},
		});
	});

	afterEach(async () => {
		await simulator.close();
		await Promise.all(receivers.map((each) => each.close()));
		receivers = [];
	});
}

export async function receiver(answering?: Answering): Promise<Receiver> {
	const opened = await openReceiver(answering);
	receivers.push(opened);
	return opened;
}

export type Signed = { token: string; version: string };

export async function signIn(version = '1.0.2'): Promise<Signed> {
	const { username, password } = simulator.account;
	const body = { username, password: md5(password), port: '8260', version };
	const reply = await post(simulator.url, 'login', { type: 'json' }, JSON.stringify(body));
	return { token: String(parsed(reply).token), version };
}

export async function heartbeat(
	{ token }: Signed,
	address: string,
	path = '/report',
): Promise<unknown> {
	const port = address.split(':')[1] ?? '';
	const body = { ipaddr: '127.0.0.1', port, url: `${address}${path}`, urltag: '1' };
	return parsed(await post(simulator.url, 'heartbeat', { token }, JSON.stringify(body)));
}

/** A client that is signed in and has named an address. */
export async function listener(
	answering?: Answering,
	version?: string,
): Promise<Receiver & Signed> {
	const opened = await receiver(answering);
	const signed = await signIn(version);
	expect(await heartbeat(signed, opened.address)).toEqual(succeeded);
	return Object.assign(opened, signed);
}

/** The same, but signed in with `type=xml`. */
export async function listenerInXml(): Promise<Receiver> {
	const opened = await receiver();
	const { username, password } = simulator.account;
	const named = Object.entries({
		username,
		password: md5(password),
		port: '8260',
		url: `${opened.address}/report`,
		urltag: '1',
		version: '1.0.2',
	}).map(([name, value]) => `<${name}>${value}</${name}>`);
	await post(simulator.url, 'login', { type: 'xml' }, `<xml>${named.join('')}</xml>`);
	return opened;
}

/** What the receiver got about calls. */
export async function reported(to: Receiver): Promise<string[]> {
	await simulator.allReported();
	return to.bodies().filter((body) => !body.includes('ExtensionStatus'));
}

export function rings(
	direction: 'internal' | 'inbound' | 'outbound',
	from: string,
	to: string,
	id = '1.1',
) {
	const call = simulator.pbx.startCall({ direction, from, to, id, answered: 'ringing' });
	if (typeof call === 'string') throw new Error(call);
}

/** The printed body with the ids of one call. */
export function printed(name: string, ...ids: string[]): string {
	const [callId = '1.1', trunkId = callId] = ids;
	return printedReport(name)
		.replace(/"callid":"[^"]*"/, `"callid":"${callId}"`)
		.replace(/boundid":"[^"]*"/, `boundid":"${trunkId}"`);
}
