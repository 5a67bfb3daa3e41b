import fc from 'fast-check';

import { openDriver } from '../../../../pbx/drivers/openDriver';
import { Failure } from '../../../../pbx/model/failure';
import type { Pbx } from '../../../../pbx/model/pbx';
import { clockUntil } from '../../../../transport/clock';
import { credential } from './scriptedUcm.cts';

// Whatever JSON stands where a UCM has its lists: a result or a failure, and never an exception.

function answering(body: string): Pbx {
	const driver = openDriver(credential('http://127.0.0.1'));
	if (driver instanceof Failure) throw new Error(driver.message);
	const bytes = Buffer.from(body);
	const send = async () => await Promise.resolve({ status: 200, headers: {}, body, bytes });
	return driver.connect(send, clockUntil());
}

const pair = { supervisor: '2005', monitored: '2001' };

async function everything({ monitoring, extensions, calls, queues, records, system }: Pbx) {
	return [
		await monitoring?.start({ mode: 'whisper', ...pair }),
		await monitoring?.stop?.(pair),
		await extensions?.list(),
		await extensions?.query(),
		await calls?.list?.(),
		await calls?.hangUp?.('2001'),
		await queues?.status('6500'),
		await records?.list({ from: 0, to: 1, extensions: [] }),
		await system?.info(),
	];
}

const names = [
	...['channel', 'account', 'queue', 'cdr_root', 'CallQueues', 'total_page', 'page'],
	...['channel1', 'channel2', 'callerid1', 'uniqueid1', 'connectedname', 'state', 'extension'],
	...['status', 'members', 'main_cdr', 'sub_cdr_1', 'start', 'recordfiles', 'response'],
];

const words = ['PJSIP/2001-1', 'PJSIP/2005-1', '2001', 'Up', 'Call Bargin', 'InUse', '6500'];

const { tree } = fc.letrec((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		fc.constantFrom<unknown>(...words, '', null, 0, 1e30, true),
		fc.array(tie('tree'), { maxLength: 4 }),
		fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 6 }),
	),
}));

test('of any shape', async () => {
	await fc.assert(
		fc.asyncProperty(tree, async (response) => {
			const pbx = answering(JSON.stringify({ response, status: 0 }));
			for (const result of await everything(pbx)) expect(result).toBeDefined();
		}),
		{ numRuns: 500 },
	);
});

test.each(['', '{', '[]', '0', '"text"', 'null', '{"status":"-"}', '{"status":-6.5}'])(
	'a body that is no reply: %j',
	async (body) => {
		for (const result of await everything(answering(body))) expect(result).toBeInstanceOf(Failure);
	},
);
