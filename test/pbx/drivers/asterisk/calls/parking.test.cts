import { Failure } from '../../../../../pbx/model/failure';
import { driverOf, failureOf, RecordedPbx, type Answer } from '../recordedPbx.cts';

const unreachable = new Failure('unreachable', 'No reply came', 'Try again.');

async function park(answers: Record<string, Answer | Answer[]> = {}) {
	const pbx = new RecordedPbx({
		CoreShowChannels: 'channels-before-parking',
		Park: 'parked',
		ParkedCalls: 'parked-calls',
		...answers,
	});
	const { calls } = driverOf().connect(pbx.send, pbx.clock);
	return { pbx, result: await calls?.park?.('1002') };
}

it('parks the other party, for which the extension is called back, and reads the slot', async () => {
	const { pbx, result } = await park();
	expect(result).toEqual({ result: 'done', parkingSlot: '71' });
	expect(pbx.field('Park', 'Channel')).toBe('PJSIP/1003-00000001');
	expect(pbx.field('Park', 'TimeoutChannel')).toBe('PJSIP/1002-00000000');
});

it('waits until the PBX shows the slot', async () => {
	const { pbx, result } = await park({
		ParkedCalls: ['parked-calls-none', 'parked-calls-none', 'parked-calls'],
	});
	expect(result).toEqual({ result: 'done', parkingSlot: '71' });
	expect(pbx.count('Park')).toBe(1);
});

it('does not take "Park successful" for an answer while the two still talk', async () => {
	const { pbx, result } = await park({ ParkedCalls: 'parked-calls-none' });
	expect(failureOf(result)).toEqual({
		kind: 'refused',
		message: 'The PBX did not park the call of extension 1002',
		remedy: 'Check on the PBX whether a slot of its parking lot is free.',
	});
	expect(pbx.count('Park')).toBe(1);
});

it('is done without a slot where somebody has already picked the call up', async () => {
	const { result } = await park({
		CoreShowChannels: ['channels-before-parking', 'channels-parked'],
		ParkedCalls: 'parked-calls-none',
	});
	expect(result).toEqual({ result: 'done' });
});

it.each([
	['the list of parked calls', unreachable, 'channels-parked'],
	['the list of channels', 'parked-calls-none', unreachable],
] as const)(
	'says that the PBX may have parked it, without a reply to %s',
	async (_list, ParkedCalls, channels) => {
		const { result } = await park({
			ParkedCalls,
			CoreShowChannels: ['channels-before-parking', channels],
		});
		expect(failureOf(result).kind).toBe('outcomeUnknown');
	},
);

it('says why the PBX refused', async () => {
	const { pbx, result } = await park({ Park: 'park-failed' });
	expect(failureOf(result).message).toBe('The PBX refused the action Park: Park action failed');
	expect(pbx.count('ParkedCalls')).toBe(0);
});
