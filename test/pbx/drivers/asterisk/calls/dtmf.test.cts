import { Failure } from '../../../../../pbx/model/failure';
import { driverOf, failureOf, RecordedPbx, type Answer } from '../recordedPbx.cts';

const lost = new Failure('outcomeUnknown', 'No reply came', 'The PBX may have acted.');

/** What the digits did, and the PBX that they went to. */
async function send(
	digits: string,
	answers: Record<string, Answer | Answer[]> = {},
	extension = '1002',
) {
	const pbx = new RecordedPbx({
		CoreShowChannels: 'channels-menu',
		PlayDTMF: 'played-digit',
		...answers,
	});
	const beganAtMs = pbx.time;
	const { calls } = driverOf().connect(pbx.send, pbx.clock);
	const result = await calls?.sendDtmf?.(extension, digits);
	const played = pbx.sent
		.filter(({ action }) => action === 'PlayDTMF')
		.map(({ fields }) => Object.fromEntries(fields));
	return { result, played, waitedMs: pbx.time - beganAtMs };
}

it('plays each digit once, in order, to the channel of the other party', async () => {
	const { result, played } = await send('19#*A');
	expect(result).toBe('done');
	expect(played).toEqual(
		['1', '9', '#', '*', 'A'].map((Digit) => ({ Channel: 'PJSIP/menu-0000000a', Digit })),
	);
});

it('leaves a gap between digits, and waits half a second for w', async () => {
	expect((await send('77')).waitedMs).toBe(100);
	expect((await send('7')).waitedMs).toBe(0);
	const { played, waitedMs } = await send('7ww7');
	expect(played).toHaveLength(2);
	expect(waitedMs).toBe(1_100);
});

it.each([
	['1234', 0, '0 of 4 digits were sent, and the next one may have been: No reply came'],
	['1234', 2, '2 of 4 digits were sent, and the next one may have been: No reply came'],
	['1w2w34', 2, '2 of 4 digits were sent, and the next one may have been: No reply came'],
])(
	'of %s, with a lost reply after %d, sends no more and says how many',
	async (digits, good, message) => {
		const answers = [...Array.from({ length: good }, () => 'played-digit'), lost];
		const { result, played } = await send(digits, { PlayDTMF: answers });
		expect(failureOf(result)).toMatchObject({ kind: 'outcomeUnknown', message });
		expect(played).toHaveLength(good + 1);
	},
);

it('says how many were sent when the call ends before the last one', async () => {
	const answers = ['played-digit', 'no-such-channel'];
	const { result, played } = await send('8642', { PlayDTMF: answers });
	expect(failureOf(result)).toMatchObject({
		kind: 'outcomeUnknown',
		message:
			'1 of 4 digits were sent, and no more: Extension 1002 is not in a call: the call is over',
	});
	expect(played).toHaveLength(2);
});

it('is refused as any command is where nothing was sent', async () => {
	const { result } = await send('8642', { PlayDTMF: 'right-missing' });
	expect(failureOf(result)).toMatchObject({
		kind: 'forbidden',
		message: 'The manager user lacks the right `call`',
	});
});

it.each([
	['channels-none', 'Extension 1002 is not in a call'],
	['channels-conference', 'Extension 1002 is not in a call with one other party'],
	['channels-transfer-asking', 'The call of extension 1002 has 2 other parties'],
])('sends nothing where it is not clear who gets it: %s', async (channels, message) => {
	const { result, played } = await send('1', { CoreShowChannels: channels });
	expect(failureOf(result).message).toBe(message);
	expect(played).toEqual([]);
});

it('finds a caller whom a queue joins with its agent', async () => {
	const channels = { CoreShowChannels: 'channels-queue-answered' };
	const { result, played } = await send('1', channels, '1003');
	expect(result).toBe('done');
	expect(played[0]?.Channel).toMatch(/^PJSIP\/provider-/);
});
