import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { MonitorMode, RunningMonitoring } from '../../../../pbx/model/monitoring';
import type { Pbx } from '../../../../pbx/model/pbx';
import type { SupervisionOptions } from '../../../../pbx/supervision/options';
import type { startSupervision } from '../../../../pbx/supervision/startSupervision';
import { allowedNumbers, checkDiallable } from '../fields/allowedNumbers';
import { choiceOf } from '../fields/choice';
import { extensionNumbers } from '../fields/extension';
import { InvalidInput } from '../fields/invalidInput';
import { splitList } from '../fields/list';
import { secondsOption, secondsToWait } from '../fields/number';
import { flagOption } from '../fields/options';
import { picked } from '../fields/picker';
import type { Item } from '../item';
import type { OperationDefinition } from '../operation';
import { omitUndefined } from '../output';
import {
	monitoredExtension,
	monitoringPbx,
	readExtensions,
	supervisorExtension,
} from './extensions';
import {
	allowModeChange,
	beepToAgent,
	checkConditions,
	checkConditionsLabels,
	fallbackSupervisors,
	ifAlreadyMonitoring,
	ifAlreadyMonitoringLabels,
	ringTimeout,
	stopAfter,
	waitForAnswer,
	waitForCall,
} from './options';
import { supervisorOutput } from './supervisor';

// Loaded with the first execution: n8n loads this file when it starts.
declare const require: (
	path: '../../../../pbx/supervision/startSupervision',
) => typeof import('../../../../pbx/supervision/startSupervision');

type Supervised = Exclude<Awaited<ReturnType<typeof startSupervision>>, Failure>;

/** Puts a supervisor on an agent's live call; the three modes differ in who hears whom. */
export function start(
	mode: MonitorMode,
): Pick<OperationDefinition<Pbx>, 'needs' | 'properties' | 'options' | 'execute' | 'locks'> {
	return {
		needs: monitoringPbx,
		properties: [
			supervisorExtension,
			monitoredExtension,
			fallbackSupervisors,
			waitForCall,
			waitForAnswer,
		],
		options: [
			allowedNumbers,
			allowModeChange,
			beepToAgent,
			checkConditions,
			ifAlreadyMonitoring,
			ringTimeout,
			stopAfter,
		],
		async execute(pbx, item, context) {
			const extensions = readExtensions(item);
			if (extensions.supervisorIsNumber) {
				checkDiallable(item, supervisorExtension, extensions.supervisor);
			}
			const options = readOptions(item, extensions);
			const request = {
				mode,
				...extensions,
				ringTimeoutMs: options.ringTimeoutMs,
				allowModeChange: flagOption(item, allowModeChange),
				beepToAgent: flagOption(item, beepToAgent),
				stopAfterMs: secondsOption(item, stopAfter),
			};
			const supervision = require('../../../../pbx/supervision/startSupervision');
			const supervised = await supervision.startSupervision(pbx, request, options, context);
			if (supervised instanceof Failure) return supervised;
			const triedSeveral = options.fallbackSupervisors.length > 0;
			return supervisedItem(extensions, supervised, triedSeveral);
		},
		locks: (item) => splitList(picked(item.parameter(fallbackSupervisors.name))),
	};
}

function readOptions(item: Item, { supervisor, monitored }: RunningMonitoring): SupervisionOptions {
	const given = item.options;
	const fallbacks = extensionNumbers(item.parameter(fallbackSupervisors.name), fallbackSupervisors);
	if (fallbacks.includes(monitored)) {
		throw new InvalidInput(
			`'${fallbackSupervisors.displayName}' contains the '${monitoredExtension.displayName}' ${monitored}`,
			'A phone cannot monitor its own call: remove it from the list.',
		);
	}
	return {
		checkConditions: choiceOf(
			given.checkConditions ?? checkConditions.default,
			checkConditions,
			checkConditionsLabels,
		),
		ifAlreadyMonitoring: choiceOf(
			given.ifAlreadyMonitoring ?? ifAlreadyMonitoring.default,
			ifAlreadyMonitoring,
			ifAlreadyMonitoringLabels,
		),
		fallbackSupervisors: fallbacks.filter((number) => number !== supervisor),
		ringTimeoutMs: secondsOption(item, ringTimeout),
		waitForCallMs: secondsToWait(item, waitForCall),
		waitForAnswerMs: secondsToWait(item, waitForAnswer),
	};
}

/** What is known about the supervision; nothing that was not asked for. */
function supervisedItem(
	wanted: RunningMonitoring,
	{ supervisor, call, elapsedMs, attempts, unverified, ...known }: Supervised,
	triedSeveral: boolean,
): IDataObject {
	// The fallbacks are extensions.
	const named = (tried: string) =>
		supervisorOutput(tried === wanted.supervisor ? wanted : { supervisor: tried });
	return omitUndefined({
		mode: known.mode,
		...named(supervisor),
		monitoredExtension: wanted.monitored,
		result: known.result,
		call: call && omitUndefined({ ...call }),
		elapsedSeconds: elapsedMs === undefined ? undefined : Math.round(elapsedMs / 100) / 10,
		existingMonitoring: known.existingMonitoring,
		attempts:
			triedSeveral && attempts.length > 0
				? attempts.map((attempt) =>
						omitUndefined({
							...named(attempt.supervisor),
							status: attempt.status,
							reason: attempt.reason,
						}),
					)
				: undefined,
		unverified: unverified.length > 0 ? unverified.map((one) => ({ ...one })) : undefined,
	});
}
