import type { IExecuteFunctions } from 'n8n-workflow';

import { hintFor } from '../../../../nodes/Pbx/actions/hints';
import { Item } from '../../../../nodes/Pbx/actions/item';
import { ItemExpressions } from '../../../../nodes/Pbx/actions/expressions/itemExpressions';
import { findOperation, resources } from '../../../../nodes/Pbx/actions/resources';
import { createRun } from '../../../../nodes/Pbx/actions/run';
import { ItemScheduler } from '../../../../nodes/Pbx/actions/scheduler';
import { Failure } from '../../../../pbx/model/failure';

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		path: `${resource.value}.${operation.value}`,
		operation,
	})),
);

/** A node whose parameters must not be read. */
const context: Partial<IExecuteFunctions> = {
	getExecutionCancelSignal: () => undefined,
	getNodeParameter: () => {
		throw new Error('nothing is read where nothing can be done');
	},
};

describe('a PBX without the part that an operation needs', () => {
	test.each(operations)('$path is unsupported, in a sentence of its own', async ({ operation }) => {
		const item = new Item(
			context as IExecuteFunctions,
			0,
			new ItemExpressions(context as IExecuteFunctions, []),
		);
		const run = createRun(context as IExecuteFunctions);
		expect(operation.isOfferedBy({})).toBe(false);
		const result = await operation.execute({}, item, run.contextFor({ pbx: {}, key: '' }, new ItemScheduler(1)));
		expect(result).toBeInstanceOf(Failure);
		expect(result).toMatchObject({
			kind: 'unsupported',
			message: expect.stringMatching(/^This PBX does not offer [A-Za-z ]+$/) as string,
		});
	});
});

describe('the hint for an input that a failure names', () => {
	const hint = (path: string, input: Parameters<typeof hintFor>[1]) => {
		const [resource = '', name = ''] = path.split('.');
		const operation = findOperation(resource, name);
		return operation && hintFor(operation, input);
	};

	test.each([
		['monitoring.whisper', 'monitored', "Check 'Monitored Extension'."],
		['monitoring.whisper', 'supervisor', "Check 'Supervisor Extension'."],
		['monitoring.whisper', 'waitForCall', "Raise 'Wait for Call (Seconds)'."],
		['monitoring.whisper', 'timeout', "Raise 'Timeout (Seconds)'."],
		['monitoring.listen', 'ringTimeout', "Raise 'Ring Timeout (Seconds)'."],
		[
			'monitoring.stop',
			'force',
			"'Force' would hang up any call of the supervisor, one with a customer as well.",
		],
		[
			'monitoring.changeMode',
			'allowModeChange',
			"Start the monitoring with 'Allow Mode Change' turned on.",
		],
		['call.dial', 'extension', "Check 'From Extension'."],
		['call.hold', 'extension', "Check 'Extension'."],
		['call.transfer', 'callId', "Enter the ID of one of its calls in 'Call ID'."],
		['queue.getStatus', 'queue', "Check 'Queue Number'."],
		['queue.pauseAgent', 'queue', "Check 'Queue Number'."],
		['queue.addAgent', 'extension', "Check 'Extension'."],
	] as const)('%s, %s', (path, input, expected) => {
		expect(hint(path, input)).toBe(expected);
	});

	test('names no field that the operation does not have', () => {
		expect(hint('monitoring.whisper', 'callId')).toBeUndefined();
		expect(hint('system.getInfo', 'extension')).toBeUndefined();
	});

	test('is left to others for what stands in the credential', () => {
		expect(hint('monitoring.whisper', 'baseUrl')).toBeUndefined();
	});
});
