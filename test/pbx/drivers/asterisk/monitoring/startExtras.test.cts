import { Failure } from '../../../../../pbx/model/failure';
import type { MonitorRequest } from '../../../../../pbx/model/monitoring';
import { changed, driverOf, failureOf, RecordedPbx, type Answer } from '../recordedPbx.cts';

// What a start takes beyond two extensions and a mode.

const whisper: MonitorRequest = { mode: 'whisper', supervisor: '1001', monitored: '1002' };
const monitored = changed('channels-monitored', ['n8n-fixture', 'n8n-spy-1001']);

async function start(
	change: Partial<MonitorRequest>,
	answers: Record<string, Answer | Answer[]> = {},
) {
	const pbx = new RecordedPbx({
		CoreShowChannels: ['channels-call', monitored],
		Originate: 'originate-answered',
		ShowDialPlan: 'beep-dialplan',
		AbsoluteTimeout: 'timeout-set',
		Hangup: 'hung-up',
		...answers,
	});
	const { monitoring } = driverOf().connect(pbx.send, pbx.clock);
	return { pbx, result: await monitoring?.start({ ...whisper, ...change }) };
}

const originates = (pbx: RecordedPbx) =>
	pbx.sent
		.filter(({ action }) => action === 'Originate')
		.map(({ fields }) => Object.fromEntries(fields));

describe('the beep to the agent', () => {
	it("is the PBX's own, whispered to the agent's channel by one who hears nobody", async () => {
		const { pbx, result } = await start({ beepToAgent: true });
		expect(result).toMatchObject({ result: 'monitoring' });
		const [supervisor, beep] = originates(pbx);
		expect(beep).toMatchObject({
			Channel: 'Local/beep@__func_periodic_hook_context__',
			Application: 'ChanSpy',
			Data: supervisor?.Data?.replace(/,.*/, ',uqESW'),
		});
		expect(beep?.ChannelId).toMatch(/^n8n-spy-[0-9a-f]{24}$/);
	});

	it('is not ordered without the option', async () => {
		const { pbx } = await start({});
		expect([pbx.count('ShowDialPlan'), pbx.count('Originate')]).toEqual([0, 1]);
	});

	it('cannot be played: nothing rings', async () => {
		const { pbx, result } = await start({ beepToAgent: true }, { ShowDialPlan: 'missing-context' });
		expect(failureOf(result)).toMatchObject({
			kind: 'unsupported',
			message: 'The PBX cannot play a beep to the agent',
		});
		expect(pbx.count('Originate')).toBe(0);
	});

	it.each<[string, Answer, Failure['kind']]>([
		['is refused', 'originate-failed', 'refused'],
		['is not confirmed', new Failure('outcomeUnknown', 'No reply', 'Look.'), 'outcomeUnknown'],
	])('%s: the supervisor is taken out again', async (_what, beep, kind) => {
		const { pbx, result } = await start(
			{ beepToAgent: true },
			{ Originate: ['originate-answered', beep] },
		);
		expect(failureOf(result).kind).toBe(kind);
		expect(pbx.field('Hangup', 'Channel')).toBe('n8n-spy-1001');
	});
});

describe('the end after a time', () => {
	it('counts from the answer, and in any case from the longest ringing', async () => {
		const { pbx } = await start({ stopAfterMs: 60_000, ringTimeoutMs: 20_000 });
		expect(pbx.fields('Originate', 'Variable')).toContain('TIMEOUT(absolute)=85');
		expect(pbx.field('AbsoluteTimeout', 'Channel')).toBe('n8n-spy-1001');
		expect(pbx.field('AbsoluteTimeout', 'Timeout')).toBe('60');
	});

	it('is not set without the option', async () => {
		const { pbx } = await start({});
		expect(pbx.fields('Originate', 'Variable').join()).not.toContain('TIMEOUT');
		expect(pbx.count('AbsoluteTimeout')).toBe(0);
	});

	it('cannot be set: the supervisor is taken out again', async () => {
		const { pbx, result } = await start(
			{ stopAfterMs: 60_000 },
			{ AbsoluteTimeout: 'right-missing', Logoff: 'logoff' },
		);
		expect(failureOf(result).message).toBe(
			'Extension 1001 was taken off the call of 1002 again: The manager user lacks the right `call`',
		);
		expect(pbx.field('Hangup', 'Channel')).toBe('n8n-spy-1001');
	});
});
