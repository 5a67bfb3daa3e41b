import type { IExecuteFunctions } from 'n8n-workflow';

import { Failure } from '../../../../pbx/failure';
import type { RunningMonitoring } from '../../../../pbx/pbx';
import type { Plan } from '../../../../pbx/supervision/plan';
import { seconds } from '../seconds';
import { confirmStart, ringEachFor, waitForCall } from './planOptions';

/** What the options of an item plan. */
export function plan(
	context: IExecuteFunctions,
	item: number,
	{ supervisor, monitored }: RunningMonitoring,
): Plan | Failure {
	const options = context.getNodeParameter('options', item, {});
	const waited = seconds(context, waitForCall, item);
	if (waited instanceof Failure) return waited;
	const rung = seconds(context, ringEachFor, item);
	if (rung instanceof Failure) return rung;
	const confirmed = seconds(context, confirmStart, item);
	if (confirmed instanceof Failure) return confirmed;
	const standIns = listed(options.standIns);
	const odd = standIns.find((number) => !/^\d{1,20}$/.test(number));
	if (odd !== undefined) return notANumber(odd);
	if (standIns.includes(monitored)) return standsInForItself(monitored);
	const { checkConditions, ifAlreadyMonitoring } = options;
	return {
		checkConditions: checkConditions === 'beforeCalling' ? 'beforeCalling' : 'whenRefused',
		ifAlreadyMonitoring:
			ifAlreadyMonitoring === 'changeMode' || ifAlreadyMonitoring === 'treatAsDone'
				? ifAlreadyMonitoring
				: 'fail',
		standIns: standIns.filter((number) => number !== supervisor),
		ringEachFor: rung,
		waitForCall: waited,
		confirmStart: confirmed,
	};
}

/** The stand-ins of an item, as they are written. */
export function standInsOf(context: IExecuteFunctions, item: number): string[] {
	const options = context.getNodeParameter('options', item, {});
	return listed(options.standIns);
}

/** A text with separators, or a list from an expression; each number once. */
function listed(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	const numbers = parts
		.filter((part) => typeof part === 'string' || typeof part === 'number')
		.flatMap((part) => String(part).split(/[\s,;]+/))
		.filter((number) => number !== '');
	return [...new Set(numbers)];
}

function notANumber(text: string): Failure {
	return new Failure(
		'badInput',
		`'Stand-In Supervisors' has something that is not an extension number: ${text.slice(0, 40)}`,
		'Enter extension numbers with commas between them, such as 102, 103.',
	);
}

function standsInForItself(monitored: string): Failure {
	return new Failure(
		'badInput',
		`'Stand-In Supervisors' has the 'Monitored Extension' ${monitored}`,
		'A phone cannot monitor its own call: take it out of the list.',
	);
}
