import { Failure } from '../../../../pbx/model/failure';
import type { RunningMonitoring } from '../../../../pbx/model/monitoring';
import type { SupervisionOptions } from '../../../../pbx/supervision/options';
import type { Item } from '../item';
import { splitList } from '../fields/list';
import { seconds } from '../fields/number';
import { ringTimeout } from '../fields/ringTimeout';
import { waitForAnswer, waitForCall } from './supervisionFields';

/** What the options of an item plan. */
export function plan(
	item: Item,
	{ supervisor, monitored }: RunningMonitoring,
): SupervisionOptions | Failure {
	const waited = seconds(item, waitForCall);
	if (waited instanceof Failure) return waited;
	const rung = seconds(item, ringTimeout);
	if (rung instanceof Failure) return rung;
	const confirmed = seconds(item, waitForAnswer);
	if (confirmed instanceof Failure) return confirmed;
	const fallbackSupervisors = standInsOf(item);
	const odd = fallbackSupervisors.find((number) => !/^\d{1,20}$/.test(number));
	if (odd !== undefined) return notANumber(odd);
	if (fallbackSupervisors.includes(monitored)) return standsInForItself(monitored);
	const { checkConditions, ifAlreadyMonitoring } = item.options;
	return {
		checkConditions: checkConditions === 'beforeCalling' ? 'beforeCalling' : 'afterRefusal',
		ifAlreadyMonitoring:
			ifAlreadyMonitoring === 'changeMode' || ifAlreadyMonitoring === 'succeed'
				? ifAlreadyMonitoring
				: 'fail',
		fallbackSupervisors: fallbackSupervisors.filter((number) => number !== supervisor),
		ringTimeoutMs: rung,
		waitForCallMs: waited,
		waitForAnswerMs: confirmed,
	};
}

/** The stand-ins of an item, each number once. */
export function standInsOf(item: Item): string[] {
	return [...new Set(splitList(item.options.fallbackSupervisors, /[\s,;]+/))];
}

function notANumber(text: string): Failure {
	return new Failure(
		'invalidInput',
		`'Stand-In Supervisors' has something that is not an extension number: ${text.slice(0, 40)}`,
		'Enter extension numbers with commas between them, such as 102, 103.',
	);
}

function standsInForItself(monitored: string): Failure {
	return new Failure(
		'invalidInput',
		`'Stand-In Supervisors' has the 'Monitored Extension' ${monitored}`,
		'A phone cannot monitor its own call: take it out of the list.',
	);
}
