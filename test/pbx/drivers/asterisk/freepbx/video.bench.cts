import { prove } from '../../../../../tools/asterisk/audio/verdict.cts';
import { freePbxWithVideo } from '../../../../../tools/asterisk/pbx/freepbx/freePbx.cts';
import { extensionOf, type PhoneName } from '../../../../../tools/asterisk/phones.cts';
import { FreePbxBench } from './freePbxBench.cts';

const minute = 60_000;
const [agent, customer] = [extensionOf.B, extensionOf.C];
let pbx: FreePbxBench;

jest.setTimeout(minute);
beforeAll(async () => {
	pbx = await FreePbxBench.open(freePbxWithVideo);
}, 5 * minute);
afterEach(() => pbx.reset());
afterAll(() => pbx?.close());

/** What the PBX shows of a phone's only channel. */
async function variable(phone: PhoneName, name: string): Promise<string> {
	const [{ channel = '' } = {}] = await pbx.bench.channels(phone);
	const { amiObserver } = pbx.bench;
	const { reply } = await amiObserver.action({
		Action: 'Getvar',
		Channel: channel,
		Variable: name,
	});
	return reply.value ?? '';
}

const picturesTo = async (phone: PhoneName) =>
	Number(await variable(phone, 'CHANNEL(rtcp,txcount,video)'));

it('a call with video: the whisper is heard, the picture goes on, and the supervisor gets none', async () => {
	await pbx.connect(agent, () => pbx.bench.phone('C').dial(agent));
	expect(await pbx.extension(agent)).toMatchObject({
		state: 'inCall',
		calls: [{ direction: 'internal', otherParty: customer }],
	});
	expect(await pbx.liveCalls()).toMatchObject([{ from: customer, to: agent, state: 'talking' }]);

	await pbx.whisper(agent);
	const [toAgent, toCustomer] = [await picturesTo('B'), await picturesTo('C')];
	const levels = await pbx.levels();
	const roles = { supervisor: 'A', agent: 'B', customer: 'C' } as const;
	expect(prove(levels, 'whisper', roles).verdict.wrong).toEqual([]);
	expect(await picturesTo('B')).toBeGreaterThan(toAgent);
	expect(await picturesTo('C')).toBeGreaterThan(toCustomer);
	expect(await variable('B', 'CHANNEL(videonativeformat)')).toBe('(vp8)');
	expect(await variable('A', 'CHANNEL(videonativeformat)')).toBe('(nothing)');
	await pbx.stop(agent);

	const ended = `callEnded internal ${customer} > ${agent} [${customer},${agent}]`;
	expect(await pbx.events(ended)).toEqual([
		`callRinging internal ${customer} > ${agent} [${customer},${agent}]`,
		`callAnswered internal ${customer} > ${agent} [${customer},${agent}]`,
		`monitoringStarted whisper [1001,${agent}]`,
		`monitoringEnded whisper [1001,${agent}]`,
		ended,
	]);
});
