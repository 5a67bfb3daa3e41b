import type { Queues } from '../../../../pbx/model/queue';
import { changed, driverOf, failureOf, RecordedPbx, type Answer } from './recordedPbx.cts';

type Answers = Record<string, Answer | Answer[]>;

const usual: Answers = {
	QueueStatus: 'queue-answered',
	QueuePause: 'queue-pause-done',
	QueueAdd: 'queue-add-done',
	QueueRemove: 'queue-remove-done',
	ExtensionStateList: 'extension-states',
	DeviceStateList: 'unknown-command',
};

/** What the driver makes of one command, and what it asked of the PBX. */
async function run(
	command: (queues: Required<Queues>) => Promise<unknown>,
	answers: Answers = {},
	fields: Record<string, unknown> = {},
) {
	const pbx = new RecordedPbx({ ...usual, ...answers });
	const { queues } = driverOf(fields).connect(pbx.send, pbx.clock);
	const result = await command(queues as Required<Queues>);
	const sent = pbx.sent.map(({ action, fields: named }) => [action, Object.fromEntries(named)]);
	return { result, sent };
}

const b = { extension: '1002', queue: '6700' };
const c = { extension: '1003', queue: '6700' };

/** A queue of which only the Local member is left, or none. */
const onlyLocal = changed(
	'queue-answered',
	["location='PJSIP/1002'", "location='Agent/7'"],
	["stateinterface='PJSIP/1002'", "stateinterface='Agent:7'"],
);

describe('a pause', () => {
	it('is of the member that the queue has for the extension', async () => {
		const { result, sent } = await run((queues) => queues.pauseAgent(c));
		expect(result).toBe('done');
		expect(sent).toEqual([
			['QueueStatus', { Queue: '6700' }],
			['QueuePause', { Queue: '6700', Interface: 'Local/1003@internal/n', Paused: 'true' }],
		]);
	});

	it('has a reason where one is given', async () => {
		const { sent } = await run((queues) => queues.pauseAgent({ ...b, reason: 'lunch' }));
		expect(sent[1]).toEqual([
			'QueuePause',
			{ Queue: '6700', Interface: 'PJSIP/1002', Paused: 'true', Reason: 'lunch' },
		]);
	});

	it('ends', async () => {
		const { result, sent } = await run((queues) => queues.resumeAgent(b), {
			QueuePause: 'queue-resume-done',
		});
		expect(result).toBe('done');
		expect(sent[1]).toEqual([
			'QueuePause',
			{ Queue: '6700', Interface: 'PJSIP/1002', Paused: 'false' },
		]);
	});

	it('without a queue is one command for all queues', async () => {
		const { result, sent } = await run((queues) => queues.pauseAgent({ extension: '1003' }), {
			QueueStatus: 'queues-all',
		});
		expect(result).toBe('done');
		expect(sent).toEqual([
			['QueueStatus', {}],
			['QueuePause', { Interface: 'Local/1003@internal/n', Paused: 'true' }],
		]);
	});

	it('without a queue reaches an extension that is a member under several names', async () => {
		const twice = changed('queues-all', ["location='PJSIP/1002'", "location='PJSIP/1003'"]);
		const { sent } = await run((queues) => queues.resumeAgent({ extension: '1003' }), {
			QueueStatus: twice,
		});
		expect(sent.slice(1)).toEqual([
			['QueuePause', { Interface: 'PJSIP/1003', Paused: 'false' }],
			['QueuePause', { Interface: 'Local/1003@internal/n', Paused: 'false' }],
		]);
	});

	it.each([
		['6700', 'Extension 1004 is not an agent of queue 6700'],
		[undefined, 'Extension 1004 is not an agent of any queue'],
	])('of who is no agent (queue %s) is not ordered', async (queue, message) => {
		const { result, sent } = await run(
			(queues) => queues.pauseAgent({ extension: '1004', queue }),
			{ QueueStatus: 'queues-all' },
		);
		expect(failureOf(result)).toMatchObject({ kind: 'notFound', message });
		expect(sent).toHaveLength(1);
	});

	it('of an agent who left meanwhile is no agent either', async () => {
		const { result } = await run((queues) => queues.pauseAgent(b), {
			QueuePause: 'queue-interface-unknown',
		});
		expect(failureOf(result)).toMatchObject({
			kind: 'notFound',
			message: 'Extension 1002 is not an agent of queue 6700',
		});
	});
});

describe('an agent who is added', () => {
	it('is a phone where the queue has phones', async () => {
		const { result, sent } = await run((queues) => queues.addAgent('6700', '1004'));
		expect(result).toBe('done');
		expect(sent.map(([action]) => action)).toEqual([
			'QueueStatus',
			'ExtensionStateList',
			'QueueAdd',
		]);
		expect(sent[2]?.[1]).toEqual({ Queue: '6700', Interface: 'PJSIP/1004' });
	});

	it('is a phone with the prefix of the tenant', async () => {
		const own: Array<[string, string]> = [['PJSIP/', 'PJSIP/T2_']];
		const { sent } = await run(
			(queues) => queues.addAgent('6700', '1004'),
			{
				QueueStatus: changed('queue-answered', ...own),
				ExtensionStateList: changed('extension-states', ...own),
			},
			{ tenantPrefix: 'T2_' },
		);
		expect(sent[2]?.[1]).toMatchObject({ Interface: 'PJSIP/T2_1004' });
	});

	it.each([
		['internal', 'hint:1003@internal', 'hint:1004@internal'],
		['from-queue', 'hint:1003@ext-local', 'hint:1004@ext-local'],
		['from-queue', 'PJSIP/1003', 'PJSIP/1004'],
	])('is written as the others are: Local/…@%s/n, %s', async (context, state, expected) => {
		const { body, ...rest } = onlyLocal;
		const status = {
			...rest,
			body: body
				.replace('Local/1003@internal/n', `Local/1003@${context}/n`)
				.replace('hint:1003@internal', state),
		};
		const { sent } = await run((queues) => queues.addAgent('6700', '1004'), {
			QueueStatus: status,
		});
		expect(sent[2]?.[1]).toEqual({
			Queue: '6700',
			Interface: `Local/1004@${context}/n`,
			StateInterface: expected,
		});
	});

	it('to an empty queue is written as the agents of the other queues', async () => {
		const { sent } = await run((queues) => queues.addAgent('6702', '1004'), {
			QueueStatus: ['queue-empty', onlyLocal],
		});
		expect(sent[2]).toEqual(['QueueStatus', {}]);
		expect(sent[3]?.[1]).toMatchObject({ Interface: 'Local/1004@internal/n' });
	});

	it('to the first queue of all is a phone', async () => {
		const { sent } = await run((queues) => queues.addAgent('6702', '1004'), {
			QueueStatus: 'queue-empty',
		});
		expect(sent[3]?.[1]).toEqual({ Queue: '6702', Interface: 'PJSIP/1004' });
	});

	it.each(['1002', '1003'])('is not added twice (%s), whatever the name', async (extension) => {
		const { result, sent } = await run((queues) => queues.addAgent('6700', extension));
		expect(failureOf(result)).toMatchObject({
			kind: 'refused',
			message: `Extension ${extension} is an agent of queue 6700 already`,
		});
		expect(sent).toHaveLength(1);
	});

	it('has to exist, although Asterisk takes any number', async () => {
		const { result, sent } = await run((queues) => queues.addAgent('6700', '1999'));
		expect(failureOf(result)).toMatchObject({
			kind: 'notFound',
			message: 'Extension 1999 does not exist on the PBX',
		});
		expect(sent.map(([action]) => action)).not.toContain('QueueAdd');
	});

	it.each([
		['queue-add-again', 'refused', 'Extension 1004 is an agent of queue 6700 already'],
		['queue-add-unknown', 'notFound', 'Queue 6700 does not exist on the PBX'],
	])('meanwhile (%s)', async (QueueAdd, kind, message) => {
		const { result } = await run((queues) => queues.addAgent('6700', '1004'), { QueueAdd });
		expect(failureOf(result)).toMatchObject({ kind, message });
	});
});

describe('an agent who is removed', () => {
	it('is the member that the queue has for the extension', async () => {
		const { result, sent } = await run((queues) => queues.removeAgent('6700', '1003'));
		expect(result).toBe('done');
		expect(sent[1]).toEqual(['QueueRemove', { Queue: '6700', Interface: 'Local/1003@internal/n' }]);
	});

	it('has to be one', async () => {
		const { result, sent } = await run((queues) => queues.removeAgent('6700', '1004'));
		expect(failureOf(result)).toMatchObject({
			kind: 'notFound',
			message: 'Extension 1004 is not an agent of queue 6700',
		});
		expect(sent).toHaveLength(1);
	});

	it.each([
		['queue-remove-again', 'notFound', 'Extension 1002 is not an agent of queue 6700'],
		['queue-remove-unknown', 'notFound', 'Queue 6700 does not exist on the PBX'],
		['queue-remove-static', 'refused', 'Extension 1002 is set up in queue 6700 for good'],
	])('may be refused (%s)', async (QueueRemove, kind, message) => {
		const { result } = await run((queues) => queues.removeAgent('6700', '1002'), { QueueRemove });
		expect(failureOf(result)).toMatchObject({ kind, message });
	});
});

const commands: Array<[string, string, (queues: Required<Queues>) => Promise<unknown>]> = [
	['QueuePause', 'a pause', (queues) => queues.pauseAgent(b)],
	['QueuePause', 'a resumption', (queues) => queues.resumeAgent(b)],
	['QueueAdd', 'an addition', (queues) => queues.addAgent('6700', '1004')],
	['QueueRemove', 'a removal', (queues) => queues.removeAgent('6700', '1002')],
];

describe.each(commands)('%s: %s', (action, _name, command) => {
	it('needs the right `agent`', async () => {
		const { result } = await run(command, { [action]: 'right-missing' });
		expect(failureOf(result)).toMatchObject({
			kind: 'forbidden',
			message: 'The manager user lacks the right `agent`',
		});
	});

	it('may have been carried out where its reply cannot be read', async () => {
		const { result } = await run(command, { [action]: changed('ping', ['ajax-response', 'html']) });
		expect(failureOf(result).kind).toBe('outcomeUnknown');
	});

	it('needs a queue that exists', async () => {
		const { result, sent } = await run(command, { QueueStatus: 'queue-unknown' });
		expect(failureOf(result)).toMatchObject({
			kind: 'notFound',
			message: 'Queue 6700 does not exist on the PBX',
		});
		expect(sent).toHaveLength(1);
	});
});
