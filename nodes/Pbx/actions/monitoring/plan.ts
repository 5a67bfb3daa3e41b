import { Failure } from '../../../../pbx/failure';
import type { RunningMonitoring } from '../../../../pbx/pbx';
import type { Plan } from '../../../../pbx/supervision/plan';
import type { Item } from '../item';
import { listed } from '../listed';
import { seconds } from '../seconds';
import { confirmStart, ringEachFor, waitForCall } from './planOptions';

/** What the options of an item plan. */
export function plan(item: Item, { supervisor, monitored }: RunningMonitoring): Plan | Failure {
	const waited = seconds(item, waitForCall);
	if (waited instanceof Failure) return waited;
	const rung = seconds(item, ringEachFor);
	if (rung instanceof Failure) return rung;
	const confirmed = seconds(item, confirmStart);
	if (confirmed instanceof Failure) return confirmed;
	const standIns = standInsOf(item);
	const odd = standIns.find((number) => !/^\d{1,20}$/.test(number));
	if (odd !== undefined) return notANumber(odd);
	if (standIns.includes(monitored)) return standsInForItself(monitored);
	const { checkConditions, ifAlreadyMonitoring } = item.options;
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

/** The stand-ins of an item, each number once. */
export function standInsOf(item: Item): string[] {
	return [...new Set(listed(item.options.standIns, /[\s,;]+/))];
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
