import { Cell } from './cell.cts';
import { operationsOf } from './operations.cts';

/** An extension that the PBX does not have. */
const byNumber = (value: string) => ({ __rl: true, mode: 'number', value }) as const;

const transfer = operationsOf('JSON').find(({ name }) => name === 'call.transfer');

test('what fails without a fault does not meet it: an order of it may still be on its way', async () => {
	if (!transfer) throw new Error('no such operation');
	const met: string[] = [];
	const cell = new Cell({
		fault: {
			name: 'silence',
			at: 'request',
			expect: 'success',
			endedByTimeout: true,
			spoil: (exchange) => {
				met.push(exchange.request.path);
			},
		},
		dialect: 'JSON',
		operation: { ...transfer, parameters: { ...transfer.parameters, extension: byNumber('999') } },
		hits: 'query',
	});
	await cell.prepare();
	const { violations } = await cell.meet();
	expect(violations.map(({ kind }) => kind)).toEqual([
		'fails without a fault',
		'fails without a fault',
	]);
	expect(met).toEqual([]);
});
