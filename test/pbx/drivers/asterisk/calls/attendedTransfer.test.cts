import type { TransferStep } from '../../../../../pbx/model/calls';
import { Failure } from '../../../../../pbx/model/failure';
import { changed, driverOf, failureOf, RecordedPbx, type Answer } from '../recordedPbx.cts';

const agent = 'PJSIP/1002-00000006';
const unreachable = new Failure('unreachable', 'No reply came', 'Try again.');

async function transfer(
	step: TransferStep,
	channels: Answer | Answer[],
	answers: Record<string, Answer | Answer[]> = {},
	extension = '1002',
) {
	const pbx = new RecordedPbx({
		CoreShowChannels: channels,
		ShowDialPlan: 'extension-states',
		Atxfer: 'transfer-queued',
		CancelAtxfer: 'transfer-cancelled',
		Hangup: 'hung-up',
		...answers,
	});
	const { calls } = driverOf().connect(pbx.send, pbx.clock);
	return { pbx, result: await calls?.attendedTransfer?.(extension, step) };
}

const start: TransferStep = { step: 'start', to: '1004' };

describe('start', () => {
	it('asks the number, and waits until the channels show it', async () => {
		const channels = [
			'channels-before-transfer',
			'channels-before-transfer',
			'channels-transfer-ringing',
		];
		const { pbx, result } = await transfer(start, channels);
		expect(result).toBe('consulting');
		expect(pbx.field('Atxfer', 'Channel')).toBe(agent);
		expect(pbx.field('Atxfer', 'Context')).toBe('internal');
		expect(pbx.field('Atxfer', 'Exten')).toBe('1004');
		expect(pbx.count('CoreShowChannels')).toBe(3);
	});

	it('says so when the PBX ignored the feature code', async () => {
		const { pbx, result } = await transfer(start, 'channels-before-transfer');
		expect(failureOf(result)).toMatchObject({
			kind: 'outcomeUnknown',
			message: 'The PBX did not connect extension 1002 with 1004',
		});
		expect(pbx.count('Atxfer')).toBe(1);
	});

	it('says that the PBX may have acted when the look after it gets no reply', async () => {
		const { result } = await transfer(start, ['channels-before-transfer', unreachable]);
		expect(failureOf(result).kind).toBe('outcomeUnknown');
	});

	it('orders nothing for a number that does not exist', async () => {
		const { pbx, result } = await transfer(start, 'channels-before-transfer', {
			ShowDialPlan: 'missing-number',
		});
		expect(failureOf(result).kind).toBe('notFound');
		expect(pbx.count('Atxfer')).toBe(0);
	});
});

describe('complete', () => {
	it('hangs up the extension, whose target has answered', async () => {
		const { pbx, result } = await transfer({ step: 'complete' }, 'channels-transfer-asking');
		expect(result).toBe('done');
		expect(pbx.field('Hangup', 'Channel')).toBe(agent);
	});

	it.each([
		[
			'channels-transfer-ringing',
			'1002',
			'The target of the attended transfer of extension 1002 has not answered yet',
		],
		['channels-before-transfer', '1002', 'Extension 1002 has no attended transfer under way'],
		// The one who waits, the agent of a queue and its caller are joined by Local channels as well.
		[
			'channels-transfer-asking',
			'1003',
			'Extension 1003 is not in a call: no other party is in its call, which may be parked',
		],
		['channels-transfer-asking', '1004', 'Extension 1004 has no attended transfer under way'],
		['channels-queue-answered', '1003', 'Extension 1003 has no attended transfer under way'],
		['channels-none', '1002', 'Extension 1002 is not in a call'],
	])('of %s and extension %s hangs nobody up', async (channels, extension, message) => {
		const { pbx, result } = await transfer({ step: 'complete' }, channels, {}, extension);
		expect(failureOf(result).message).toBe(message);
		expect(pbx.count('Hangup')).toBe(0);
	});
});

describe('the caller of a queue, whom Asterisk joins with such a channel as well', () => {
	const parkedCaller = `<response type='object' id='unknown'><generic event='CoreShowChannel' channel='PJSIP/1004-000000ff' channelstatedesc='Up' uniqueid='other.9' linkedid='other.9' application='Dial' duration='00:00:01' bridgeid='lot' /></response>
`;
	const end = "<response type='object' id='unknown'><generic event='CoreShowChannelsComplete'";

	it.each([
		['nobody waits', ''],
		['somebody of another call waits in a parking lot', parkedCaller],
	])('has no transfer under way: %s', async (_case, more) => {
		const channels = changed(
			'channels-queue-answered',
			['PJSIP/provider-', 'PJSIP/1001-'],
			[end, `${more}${end}`],
		);
		const { pbx, result } = await transfer({ step: 'complete' }, channels, {}, '1001');
		expect(failureOf(result).message).toBe('Extension 1001 has no attended transfer under way');
		expect(pbx.count('Hangup')).toBe(0);
	});
});

describe('cancel', () => {
	it.each(['channels-transfer-ringing', 'channels-transfer-asking'])(
		'brings the other party back: %s',
		async (channels) => {
			const shown = [channels, channels, 'channels-transfer-back'];
			const { pbx, result } = await transfer({ step: 'cancel' }, shown);
			expect(result).toBe('done');
			expect(pbx.field('CancelAtxfer', 'Channel')).toBe(agent);
			expect(pbx.count('Hangup')).toBe(0);
		},
	);

	it('says so when the PBX did not', async () => {
		const { result } = await transfer({ step: 'cancel' }, 'channels-transfer-asking');
		expect(failureOf(result)).toMatchObject({
			kind: 'outcomeUnknown',
			message: 'The PBX did not cancel the attended transfer of extension 1002',
		});
	});

	it('orders nothing where there is nothing to cancel', async () => {
		const { pbx, result } = await transfer({ step: 'cancel' }, 'channels-before-transfer');
		expect(failureOf(result).kind).toBe('refused');
		expect(pbx.count('CancelAtxfer')).toBe(0);
	});
});
