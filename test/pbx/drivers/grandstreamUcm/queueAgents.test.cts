import type { Queues } from '../../../../pbx/model/queue';
import { done, printedBody, refused, scriptedUcm, type ScriptedUcm } from './scriptedUcm.cts';

let ucm: ScriptedUcm;

afterEach(async () => {
	await ucm.close();
});

async function open(answer: string): Promise<Required<Queues>> {
	ucm = await scriptedUcm({ pauseUnpauseQueueAgent: answer, loginLogoffQueueAgent: answer });
	return ucm.pbx.queues as Required<Queues>;
}

const ok = done({ need_apply: 'no' });

type Command = (queues: Required<Queues>) => Promise<unknown>;

const commands: Array<[page: string, operatetype: string, command: Command]> = [
	['pauseUnpauseQueueAgent', 'pause', (queues) => queues.pauseAgent({ extension: '2001' })],
	['pauseUnpauseQueueAgent', 'unpause', (queues) => queues.resumeAgent({ extension: '2001' })],
	['loginLogoffQueueAgent', 'login', (queues) => queues.addAgent('6500', '2001')],
	['loginLogoffQueueAgent', 'logoff', (queues) => queues.removeAgent('6500', '2001')],
];

test.each(commands)('%s (%s) is one request with the fields of the page', async (page, ...rest) => {
	const [operatetype, command] = rest;
	expect(await command(await open(ok))).toBe('done');
	expect(ucm.actions()).toEqual([page]);
	expect(JSON.parse(ucm.bodies().at(-1) ?? '')).toEqual({
		request: { ...(JSON.parse(printedBody(page)) as { request: object }).request, operatetype },
	});
});

test.each([-1, -9, -15, -16, -24, -25])(
	'status %d says that nothing was changed',
	async (status) => {
		const queues = await open(refused(status));
		expect(await queues.addAgent('6500', '2001')).toMatchObject({
			kind: 'refused',
			message: 'The PBX did not change extension 2001 in queue 6500',
			pbxCode: String(status),
		});
		expect(await queues.pauseAgent({ extension: '2001' })).toMatchObject({
			message: 'The PBX did not change extension 2001 in its queues',
		});
	},
);

test('a right that the API user lacks is said as everywhere', async () => {
	expect(await (await open(refused(-47))).removeAgent('6500', '2001')).toMatchObject({
		kind: 'forbidden',
		message:
			'The API user may not use the action loginLogoffQueueAgent, or the firmware does not have it',
	});
});

test.each([refused(-7), '<html>'])('after %s nobody knows', async (answer) => {
	expect(await (await open(answer)).pauseAgent({ extension: '2001' })).toMatchObject({
		kind: 'outcomeUnknown',
	});
});

test('what the UCM cannot be told is refused before any request', async () => {
	const queues = await open(ok);
	expect(await queues.pauseAgent({ extension: '2001', queue: '6500' })).toMatchObject({
		kind: 'unsupported',
		message: 'This PBX pauses an agent in all queues, not in one of them',
		input: 'queue',
	});
	expect(await queues.pauseAgent({ extension: '2001', reason: 'lunch' })).toMatchObject({
		kind: 'unsupported',
		message: 'This PBX does not offer reasons for a pause',
	});
	expect(ucm.actions()).toEqual([]);
});
