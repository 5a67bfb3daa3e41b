import { Failure } from '../../../../pbx/model/failure';
import { driverOf, failureOf, RecordedPbx, type Answer } from './recordedPbx.cts';

const lost = new Failure('outcomeUnknown', 'No reply came', 'The PBX may have acted.');
const unreachable = new Failure('unreachable', 'The PBX cannot be reached', 'Check it.');

async function muted(
	action: 'pause' | 'resume',
	answers: Answer | Answer[],
	channels = 'channels-before-parking',
	extension = '1002',
) {
	const pbx = new RecordedPbx({ CoreShowChannels: channels, MixMonitorMute: answers });
	const { recordings } = driverOf().connect(pbx.send, pbx.clock);
	const result = await recordings?.[action]?.(extension);
	const sent = pbx.sent
		.filter(({ action: name }) => name === 'MixMonitorMute')
		.map(({ fields }) => Object.fromEntries(fields));
	return { result, sent };
}

const bothEnds = ['PJSIP/1002-00000000', 'PJSIP/1003-00000001'];

it.each([
	['pause', '1'],
	['resume', '0'],
] as const)(
	'%s mutes every recording of the call, whichever end it is at',
	async (action, State) => {
		for (const answers of [
			['recording-muted', 'recording-none'],
			['recording-none', 'recording-muted'],
			['recording-muted', 'recording-muted'],
		]) {
			const { result, sent } = await muted(action, answers);
			expect(result).toBe('done');
			expect(sent).toEqual(bothEnds.map((Channel) => ({ Channel, Direction: 'both', State })));
		}
	},
);

it('asks the channels that a queue puts between the two as well', async () => {
	const { sent } = await muted('pause', 'recording-muted', 'channels-queue-answered', '1003');
	expect(sent.map(({ Channel = '' }) => Channel.replace(/-.*/, '')).sort()).toEqual([
		'Local/1003@internal',
		'Local/1003@internal',
		'PJSIP/1003',
		'PJSIP/provider',
	]);
});

it('says that nothing is recorded', async () => {
	const { result } = await muted('pause', 'recording-none');
	expect(failureOf(result)).toMatchObject({
		kind: 'refused',
		message: 'The call of extension 1002 is not being recorded',
	});
});

it('lets a channel that is gone be gone', async () => {
	const { result } = await muted('pause', ['recording-muted', 'no-such-channel']);
	expect(result).toBe('done');
});

it.each([
	[lost, 1],
	[['recording-muted', lost], 2],
	[['recording-muted', unreachable], 2],
])('a reply that does not come leaves open what was done', async (answers, count) => {
	const { result, sent } = await muted('pause', answers);
	expect(failureOf(result).kind).toBe('outcomeUnknown');
	expect(sent).toHaveLength(count);
});

it('names the right that is missing', async () => {
	const { result, sent } = await muted('pause', 'right-missing');
	expect(failureOf(result).message).toBe('The manager user lacks the right `call`');
	expect(sent).toHaveLength(1);
});

it('cannot download: the file is on the PBX only', () => {
	const pbx = new RecordedPbx({});
	const { recordings } = driverOf().connect(pbx.send, pbx.clock);
	expect(Object.keys(recordings ?? {})).toEqual(['pause', 'resume']);
});
