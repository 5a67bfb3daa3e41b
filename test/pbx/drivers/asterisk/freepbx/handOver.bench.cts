import { queue, trunk, type PhoneName } from '../../../../../tools/asterisk/phones.cts';
import {
	didOf,
	firstSlot,
	parkingLot,
} from '../../../../../tools/asterisk/pbx/freepbx/numbers.cts';
import { failureOf } from '../recordedPbx.cts';
import { FreePbxBench } from './freePbxBench.cts';

const minute = 60_000;
const agent = '1002';
const colleague = '1003';
const { customer } = trunk;
let pbx: FreePbxBench;

jest.setTimeout(minute);
beforeAll(async () => {
	pbx = await FreePbxBench.open();
}, 5 * minute);
afterEach(() => pbx.reset());
afterAll(() => pbx?.close());

const inbound = { direction: 'inbound', trunk: trunk.name } as const;
const phone = (name: 'B' | 'C' | 'D') => pbx.bench.phone(name);
const customerCalls = (number: string) => () => phone('D').dialFromOutside(didOf(number));

/** The feature code for attended transfer, as the agent's phone sends it. */
async function ask(number: string): Promise<void> {
	const [own] = await pbx.bench.channels('B');
	const Channel = own?.channel ?? '';
	await pbx.bench.amiObserver.action({ Action: 'Atxfer', Channel, Exten: number });
}

describe('parking', () => {
	it('the agent who has parked the call is not in it; the one who fetches it is whispered to', async () => {
		await pbx.connect(agent, customerCalls(agent));
		const since = pbx.bench.amiObserver.now();
		await phone('B').transfer(parkingLot);
		await pbx.bench.amiObserver.event({ event: 'ParkedCall', parkingspace: firstSlot }, since);
		expect(await pbx.idle(agent)).toMatchObject({ calls: [] });
		expect(await pbx.liveCalls()).toMatchObject([
			{ ...inbound, from: customer, to: undefined, state: 'unknown', extensions: [] },
		]);
		expect(failureOf(await pbx.whisper(agent)).message).toBe(`Extension ${agent} is not in a call`);

		await pbx.connectAlso(colleague, () => phone('C').dial(firstSlot));
		expect(await pbx.extension(colleague)).toMatchObject({
			state: 'inCall',
			calls: [{ ...inbound, otherParty: customer }],
		});
		expect(await pbx.liveCalls()).toMatchObject([
			{ ...inbound, from: customer, to: colleague, state: 'talking' },
		]);
		const roles = { supervisor: 'A', agent: 'C', customer: 'D' } as const;
		expect(await pbx.wrongInWhisper(colleague, roles)).toEqual([]);

		const ended = `callEnded inbound ${customer} > ${colleague} [${agent},${colleague}]`;
		expect(await pbx.events(ended)).toEqual([
			`callRinging inbound ${customer} > ${agent} [${agent}]`,
			`callAnswered inbound ${customer} > ${agent} [${agent}]`,
			`callTransferred inbound ${customer} > ${agent} >> ${parkingLot} [${agent}]`,
			`callAnswered inbound ${customer} > ${colleague} [${colleague}]`,
			`monitoringStarted whisper [1001,${colleague}]`,
			`monitoringEnded whisper [1001,${colleague}]`,
			ended,
		]);
	});

	it('a colleague whose call was parked is not whispered to: nobody is at the other end', async () => {
		await pbx.connect(agent, () => phone('C').dial(agent));
		const since = pbx.bench.amiObserver.now();
		await phone('B').transfer(parkingLot);
		await pbx.bench.amiObserver.event({ event: 'ParkedCall' }, since);
		expect(failureOf(await pbx.whisper(colleague)).message).toBe(
			`Extension ${colleague} is not in a call: no other party is in its call, which may be parked`,
		);
		expect(await pbx.bench.channels('A')).toEqual([]);
	});
});

describe('attended transfer', () => {
	it.each<[string, string, PhoneName[]]>([
		['of a call', agent, ['B']],
		['of a call of a queue, whose own channels stay', queue, ['B', 'C']],
	])(
		'%s: the agent is whispered to while asking, the colleague afterwards',
		async (_what, number, ringing) => {
			await pbx.letRing('C');
			const answering = { name: 'B', device: agent } as const;
			await pbx.answerWhenAllRing(answering, ringing, customerCalls(number));
			const rang = phone('C').now();
			await pbx.connectAlso(colleague, async () => {
				await ask(colleague);
				await phone('C').ringing(rang);
				await phone('C').answer();
			});
			expect(await pbx.extension(agent)).toMatchObject({
				state: 'inCall',
				calls: [{ direction: 'internal', otherParty: colleague }],
			});
			const started = await pbx.whisper(agent);
			expect(started).toMatchObject({ call: { direction: 'internal', otherParty: colleague } });
			const { A, B, C, D } = await pbx.levels();
			expect(B.heard.A).toBeGreaterThan(-18);
			expect(A.heard.C).toBeGreaterThan(-18);
			expect(C.heard.A).toBeLessThan(-55);
			expect(D.heard.A).toBeLessThan(-55);

			await phone('B').hangup();
			await pbx.free();
			expect(await pbx.idle(agent)).toMatchObject({ calls: [] });
			expect(await pbx.extension(colleague)).toMatchObject({
				state: 'inCall',
				calls: [{ ...inbound, otherParty: customer }],
			});
			expect(await pbx.liveCalls()).toMatchObject([
				{ ...inbound, from: customer, to: colleague, state: 'talking' },
			]);
			const roles = { supervisor: 'A', agent: 'C', customer: 'D' } as const;
			expect(await pbx.wrongInWhisper(colleague, roles)).toEqual([]);

			const ended = `callEnded inbound ${customer} > ${colleague} [${agent},${colleague}]`;
			const events = await pbx.events(ended);
			const answered = `callAnswered inbound ${customer} > ${agent} [${agent}]`;
			// The PBX ends the whisper to the agent just before or after the transfer.
			expect(events.slice(events.indexOf(answered)).sort()).toEqual(
				[
					answered,
					`callRinging inbound ${customer} > ${colleague} [${colleague}]`,
					`callAnswered inbound ${customer} > ${colleague} [${agent},${colleague}]`,
					`monitoringStarted whisper [1001,${agent}]`,
					`monitoringEnded whisper [1001,${agent}]`,
					`callTransferred inbound ${customer} > ${colleague} >> ${colleague} [${agent}]`,
					`monitoringStarted whisper [1001,${colleague}]`,
					`monitoringEnded whisper [1001,${colleague}]`,
					ended,
				].sort(),
			);
		},
	);
});
