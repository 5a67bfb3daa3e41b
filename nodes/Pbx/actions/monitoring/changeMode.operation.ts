import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { MonitorMode } from '../../../../pbx/model/monitoring';
import { changeMode as changeModeOn } from '../../../../pbx/supervision/changeMode';
import type { Operation } from '../operation';
import { optionsWith } from '../fields/parameters';
import { ringTimeout } from '../fields/ringTimeout';
import { omitUndefined } from '../omitUndefined';
import { bothExtensions, monitoredNow, monitoringSupervisor } from './extensions';
import { force, isForced } from './force';
import { allowModeChange, orderOptions } from './monitoringOptions';

const modes: ReadonlySet<unknown> = new Set<MonitorMode>(['bargeIn', 'listen', 'whisper']);

const newMode: INodeProperties = {
	displayName: 'New Mode',
	name: 'newMode',
	type: 'options',
	options: [
		{
			name: 'Barge-In',
			value: 'bargeIn',
			description: 'Supervisor, agent and customer all hear each other',
		},
		{
			name: 'Listen',
			value: 'listen',
			description: 'The supervisor hears both sides; nobody hears the supervisor',
		},
		{
			name: 'Whisper',
			value: 'whisper',
			description: 'The supervisor hears both sides; only the agent hears the supervisor',
		},
	],
	default: 'whisper',
	description: 'How the supervisor takes part from now on',
};

/** The supervisor stays on the call, in another mode. */
export const changeMode: Operation = {
	properties: [
		monitoringSupervisor,
		monitoredNow,
		newMode,
		optionsWith(allowModeChange, force, ringTimeout),
	],
	async execute(pbx, item, turn) {
		const both = bothExtensions(item);
		if (both instanceof Failure) return both;
		const chosen = orderOptions(item);
		if (chosen instanceof Failure) return chosen;
		const mode: unknown = item.parameter('newMode');
		if (!isMode(mode)) return notAMode();
		const order = { mode, ...both, ...chosen };
		const changed = await changeModeOn(pbx, order, turn, isForced(item));
		if (changed instanceof Failure) return changed;
		const { call, ...rest } = changed;
		const { supervisor, monitored } = both;
		return [
			omitUndefined({
				mode,
				supervisorExtension: supervisor,
				monitoredExtension: monitored,
				...rest,
				call: call && omitUndefined({ ...call }),
			}),
		];
	},
};

function isMode(value: unknown): value is MonitorMode {
	return modes.has(value);
}

function notAMode(): Failure {
	return new Failure(
		'invalidInput',
		"'New Mode' is not a mode",
		'Choose bargeIn, listen or whisper.',
	);
}
