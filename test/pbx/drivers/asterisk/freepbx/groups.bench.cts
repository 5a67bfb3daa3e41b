import { queue, trunk } from '../../../../../tools/asterisk/phones.cts';
import {
	confirmingRingGroup,
	didOf,
	followMe,
	ringGroup,
} from '../../../../../tools/asterisk/pbx/freepbx/numbers.cts';
import { failureOf } from '../recordedPbx.cts';
import { FreePbxBench } from './freePbxBench.cts';

const minute = 60_000;
const agent = '1002';
const { customer } = trunk;
let pbx: FreePbxBench;

jest.setTimeout(minute);
beforeAll(async () => {
	pbx = await FreePbxBench.open();
}, 5 * minute);
afterEach(() => pbx.reset());
afterAll(() => pbx?.close());

/** The customer calls a number at which both agents ring, and the first answers. */
async function agentAnswers(number: string): Promise<void> {
	const call = () => pbx.bench.phone('D').dialFromOutside(didOf(number));
	await pbx.answerWhenAllRing({ name: 'B', device: agent }, ['B', 'C'], call);
}

const call = { direction: 'inbound', trunk: trunk.name } as const;
const events = [
	`callAnswered inbound ${customer} > ${agent} [${agent}]`,
	`monitoringStarted whisper [1001,${agent}]`,
	`monitoringEnded whisper [1001,${agent}]`,
	`callEnded inbound ${customer} > ${agent} [${agent}]`,
];
const rings = ['1002', '1003'].map((one) => `callRinging inbound ${customer} > ${one} [${one}]`);

/** The agent talks to the customer: all that the nodes show of it, and a whisper. */
async function expectTalkWithCustomer(): Promise<void> {
	expect(await pbx.extension(agent)).toMatchObject({
		state: 'inCall',
		calls: [{ ...call, otherParty: customer }],
	});
	expect(await pbx.liveCalls()).toMatchObject([
		{
			...call,
			from: customer,
			to: agent,
			state: 'talking',
			extensions: [{ number: agent, state: 'inCall' }],
		},
	]);
	const roles = { supervisor: 'A', agent: 'B', customer: 'D' } as const;
	expect(await pbx.wrongInWhisper(agent, roles)).toEqual([]);
	expect(await pbx.liveCalls()).toMatchObject([{ from: customer, to: agent, state: 'talking' }]);
}

it('a queue, whose agents are reached through channels that stay in the call', async () => {
	await agentAnswers(queue);
	await expectTalkWithCustomer();
	expect(await pbx.events(events[3] ?? '')).toEqual([
		`callerWaiting ${queue} ${customer} []`,
		...['1002', '1003'].map((one) => `agentRinging ${queue} ${customer} [${one}]`),
		...rings,
		`agentAnswered ${queue} ${customer} [${agent}]`,
		...events,
	]);
	expect(pbx.states(agent)).toEqual(['ringing', 'inCall', 'idle']);
});

it.each([
	['a ring group', ringGroup],
	['a ring group that makes sure who answered, through channels that vanish', confirmingRingGroup],
])('%s', async (_what, number) => {
	await agentAnswers(number);
	await expectTalkWithCustomer();
	expect(await pbx.events(events[3] ?? '')).toEqual([...rings, ...events]);
});

describe('follow-me', () => {
	const { extension } = followMe;
	const caller = '1003';
	const rings = `callRinging internal ${caller} > ${extension} [${caller},${extension}]`;

	it('when the own phone answers', async () => {
		await pbx.connect(extension, () => pbx.bench.phone('C').dial(extension));
		expect(await pbx.extension(extension)).toMatchObject({
			state: 'inCall',
			calls: [{ direction: 'internal', otherParty: caller }],
		});
		expect(await pbx.liveCalls()).toMatchObject([
			{ direction: 'internal', from: caller, to: extension, state: 'talking' },
		]);
		const roles = { supervisor: 'A', agent: 'B', customer: 'C' } as const;
		expect(await pbx.wrongInWhisper(extension, roles)).toEqual([]);
		const ended = `callEnded internal ${caller} > ${extension} [${caller},${extension}]`;
		expect(await pbx.events(ended)).toEqual([
			rings,
			`callAnswered internal ${caller} > ${extension} [${caller},${extension}]`,
			`monitoringStarted whisper [1001,${extension}]`,
			`monitoringEnded whisper [1001,${extension}]`,
			ended,
		]);
	});

	it('when the mobile answers: the extension has no part in the call, and cannot be whispered to', async () => {
		await pbx.letRing('B');
		await pbx.connect(trunk.name, () => pbx.bench.phone('C').dial(extension));
		expect(await pbx.extension(extension)).toMatchObject({ state: 'idle', calls: [] });
		expect(await pbx.liveCalls()).toMatchObject([
			{ direction: 'outbound', from: caller, to: extension, trunk: trunk.name, state: 'talking' },
		]);
		expect(failureOf(await pbx.whisper(extension))).toMatchObject({
			kind: 'notInCall',
			message: `Extension ${extension} is not in a call`,
		});
		const ended = `callEnded outbound ${caller} > ${extension} [${caller}]`;
		expect(await pbx.events(ended)).toEqual([
			`callRinging internal ${caller} > ${extension} [${caller},${extension}]`,
			`callRinging outbound ${caller} > ${extension} [${caller}]`,
			`callAnswered outbound ${caller} > ${extension} [${caller}]`,
			ended,
		]);
	});
});
