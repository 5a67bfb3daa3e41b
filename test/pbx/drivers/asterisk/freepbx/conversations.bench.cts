import { extensionOf, trunk } from '../../../../../tools/asterisk/phones.cts';
import { musicTone } from '../../../../../tools/asterisk/pbx/freepbx/freePbx.cts';
import {
	didOf,
	meetingRoom,
	prefixes,
} from '../../../../../tools/asterisk/pbx/freepbx/numbers.cts';
import { failureOf } from '../recordedPbx.cts';
import { FreePbxBench } from './freePbxBench.cts';

const minute = 60_000;
const agent = extensionOf.B;
const colleague = extensionOf.C;
const { customer } = trunk;
/** In dBFS: a tone is heard above the one and not below the other. */
const [heard, unheard] = [-18, -55];
let pbx: FreePbxBench;

jest.setTimeout(minute);
beforeAll(async () => {
	pbx = await FreePbxBench.open();
}, 5 * minute);
afterEach(() => pbx.reset());
afterAll(() => pbx?.close());

const phone = (name: 'B' | 'C' | 'D') => pbx.bench.phone(name);
const inbound = { direction: 'inbound', trunk: trunk.name } as const;
const whispering = [
	`monitoringStarted whisper [1001,${agent}]`,
	`monitoringEnded whisper [1001,${agent}]`,
];

it('a trunk with a prefix: the call shows the number outside', async () => {
	const dialled = `${prefixes.dialled}${customer}`;
	await pbx.connect(trunk.name, () => phone('B').dial(dialled));
	const call = { direction: 'outbound', trunk: trunk.name } as const;
	expect(await pbx.extension(agent)).toMatchObject({
		state: 'inCall',
		calls: [{ ...call, otherParty: customer }],
	});
	expect(await pbx.liveCalls()).toMatchObject([
		{ ...call, from: agent, to: customer, state: 'talking', extensions: [{ number: agent }] },
	]);
	const roles = { supervisor: 'A', agent: 'B', customer: 'D' } as const;
	expect(await pbx.wrongInWhisper(agent, roles)).toEqual([]);
	const ended = `callEnded outbound ${agent} > ${dialled} [${agent}]`;
	expect(await pbx.events(ended)).toEqual([
		`callRinging outbound ${agent} > ${dialled} [${agent}]`,
		`callAnswered outbound ${agent} > ${dialled} [${agent}]`,
		...whispering,
		ended,
	]);
});

it('a conference: nobody to whisper about while the agent waits alone, then heard by the agent only', async () => {
	await pbx.connect(agent, () => phone('B').dial(meetingRoom));
	expect(await pbx.extension(agent)).toMatchObject({ state: 'inCall', calls: [] });
	expect(failureOf(await pbx.whisper(agent))).toMatchObject({
		kind: 'notInCall',
		message: `Extension ${agent} is not in a call: it is connected to ConfBridge and to no other party`,
	});
	expect(await pbx.bench.channels('A')).toEqual([]);

	await pbx.connectAlso(trunk.name, () => phone('D').dialFromOutside(didOf(meetingRoom)));
	expect(await pbx.extension(agent)).toMatchObject({
		state: 'inCall',
		calls: [{ ...inbound, otherParty: customer }],
	});
	await pbx.connectAlso(colleague, () => phone('C').dial(meetingRoom));
	const parties = [
		{ ...inbound, from: customer, to: meetingRoom, state: 'talking', extensions: [] },
		{ direction: 'internal', from: agent, to: meetingRoom, state: 'talking' },
		{ direction: 'internal', from: colleague, to: meetingRoom, state: 'talking' },
	];
	const live = await pbx.liveCalls();
	expect(live).toHaveLength(parties.length);
	for (const party of parties) expect(live).toContainEqual(expect.objectContaining(party));

	await pbx.whisper(agent);
	const { A, B, C, D } = await pbx.levels();
	await pbx.stop(agent);
	expect(Math.min(B.heard.A, B.heard.C, B.heard.D)).toBeGreaterThan(heard);
	expect(Math.min(A.heard.B, A.heard.C, A.heard.D)).toBeGreaterThan(heard);
	expect(Math.max(C.heard.A, D.heard.A)).toBeLessThan(unheard);

	const last = `callEnded inbound ${customer} > ${didOf(meetingRoom)} []`;
	const events = await pbx.events(last);
	expect(events.slice(0, 5)).toEqual([
		`callAnswered inbound ${customer} > ${didOf(meetingRoom)} []`,
		`callAnswered internal ${agent} > ${meetingRoom} [${agent}]`,
		`callAnswered internal ${colleague} > ${meetingRoom} [${colleague}]`,
		...whispering,
	]);
});

it('hold with music: the whisper goes on, and is heard when the agent is back', async () => {
	await pbx.connect(agent, () => phone('C').dial(agent));
	const call = { direction: 'internal', from: colleague, to: agent } as const;
	await pbx.whisper(agent);

	await phone('B').hold();
	expect(await pbx.liveCallIn('onHold')).toMatchObject(call);
	expect(await pbx.extension(agent)).toMatchObject({ state: 'inCall', monitors: undefined });
	expect(await pbx.extension('1001')).toMatchObject({ monitors: agent });
	const onHold = await pbx.levels();
	expect(onHold.C.heard[musicTone]).toBeGreaterThan(heard);
	expect(onHold.C.heard.A).toBeLessThan(unheard);
	// The agent's phone gets nothing, and the supervisor hears what the customer says meanwhile.
	expect(Math.max(onHold.B.heard.A, onHold.B.heard.C)).toBeLessThan(unheard);
	expect(onHold.A.heard.C).toBeGreaterThan(heard);

	await phone('B').resume();
	expect(await pbx.liveCallIn('talking')).toMatchObject(call);
	const back = await pbx.levels();
	expect(Math.min(back.B.heard.A, back.B.heard.C)).toBeGreaterThan(heard);
	expect(back.C.heard.A).toBeLessThan(unheard);
	await pbx.stop(agent);

	await phone('C').hold();
	await pbx.liveCallIn('onHold');
	const waits = await pbx.extension(agent);
	expect(waits).toMatchObject({ state: 'onHold', calls: [{ otherParty: colleague }] });
	const ended = `callEnded internal ${colleague} > ${agent} [${colleague},${agent}]`;
	expect(await pbx.events(ended)).toEqual([
		`callRinging internal ${colleague} > ${agent} [${colleague},${agent}]`,
		`callAnswered internal ${colleague} > ${agent} [${colleague},${agent}]`,
		...whispering,
		ended,
	]);
	expect(pbx.states(agent)).toEqual(['ringing', 'inCall', 'onHold', 'idle']);
});

describe('two calls on one phone', () => {
	it('the one that is talked on is whispered to', async () => {
		await pbx.connect(agent, () => phone('C').dial(agent));
		await pbx.connectAlso(agent, () => phone('D').dialFromOutside(didOf(agent)));
		await pbx.liveCallIn('onHold');
		const { state, calls } = await pbx.extension(agent);
		expect(state).toBe('inCall');
		expect(calls?.map(({ otherParty }) => otherParty).sort()).toEqual([customer, colleague]);
		const live = await pbx.liveCalls();
		expect(live).toHaveLength(2);
		expect(live).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ from: colleague, to: agent, state: 'onHold' }),
				expect.objectContaining({ ...inbound, from: customer, to: agent, state: 'talking' }),
			]),
		);
		expect(await pbx.whisper(agent)).toMatchObject({ call: { otherParty: customer } });
		const { B, C, D } = await pbx.levels();
		await pbx.stop(agent);
		expect(Math.min(B.heard.A, B.heard.D)).toBeGreaterThan(heard);
		expect(Math.max(C.heard.A, D.heard.A)).toBeLessThan(unheard);
		const ended = `callEnded internal ${colleague} > ${agent} [${colleague},${agent}]`;
		expect(await pbx.events(ended)).toEqual(
			expect.arrayContaining([
				`callAnswered internal ${colleague} > ${agent} [${colleague},${agent}]`,
				`callAnswered inbound ${customer} > ${agent} [${agent}]`,
				...whispering,
				`callEnded inbound ${customer} > ${agent} [${agent}]`,
			]),
		);
	});

	it('a whisper stays with the call in which it began', async () => {
		await pbx.connect(agent, () => phone('C').dial(agent));
		await pbx.whisper(agent);
		await pbx.connectAlso(agent, () => phone('D').dialFromOutside(didOf(agent)));
		const { A, B, D } = await pbx.levels();
		expect(B.heard.A).toBeLessThan(unheard);
		expect(A.heard.D).toBeLessThan(unheard);
		expect(D.heard.A).toBeLessThan(unheard);
		await pbx.stop(agent);
		expect(await pbx.wrongInWhisper(agent, { supervisor: 'A', agent: 'B', customer: 'D' })).toEqual(
			// The colleague hears the music on hold.
			[expect.objectContaining({ listener: 'C', tone: musicTone })],
		);
	});
});
