import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { changeMode as changeModeOn } from '../../../../pbx/supervision/changeMode';
import { choicesOf, monitorModeLabels, monitorModeMeanings } from '../../labels';
import { choiceOf } from '../fields/choice';
import { secondsOption } from '../fields/number';
import { flagOption } from '../fields/options';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { readExtensions, runningExtensions, stoppingPbx } from './extensions';
import { allowModeChange, force, restartRingTimeout } from './options';

const newMode: INodeProperties = {
	displayName: 'New Mode',
	name: 'newMode',
	type: 'options',
	options: choicesOf(monitorModeLabels, monitorModeMeanings),
	default: 'whisper',
	description: 'How the supervisor takes part from now on',
};

export const changeMode = defineOperation({
	name: 'Change Mode',
	value: 'changeMode',
	action: 'Switch listen, whisper or barge-in',
	description: 'Go on in another mode: in place where the PBX can, otherwise by calling again',
	needs: stoppingPbx,
	properties: [...runningExtensions, newMode],
	options: [allowModeChange, force, restartRingTimeout],
	async execute(pbx, item, context) {
		const { supervisor, monitored } = readExtensions(item);
		const request = {
			mode: choiceOf(item.parameter(newMode.name), newMode, monitorModeLabels),
			supervisor,
			monitored,
			ringTimeoutMs: secondsOption(item, restartRingTimeout),
			allowModeChange: flagOption(item, allowModeChange),
		};
		const changed = await changeModeOn(pbx, request, context, flagOption(item, force));
		if (changed instanceof Failure) return changed;
		const { call, result, restarted } = changed;
		return omitUndefined({
			mode: request.mode,
			supervisorExtension: supervisor,
			monitoredExtension: monitored,
			result,
			restarted,
			call: call && omitUndefined({ ...call }),
		});
	},
});
