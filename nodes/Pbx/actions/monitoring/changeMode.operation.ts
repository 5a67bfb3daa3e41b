import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { choicesOf, monitorModeLabels, monitorModeMeanings } from '../../labels';
import { choiceOf } from '../fields/choice';
import { secondsOption } from '../fields/number';
import { flagOption } from '../fields/options';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { readExtensions, runningExtensions, stoppingPbx } from './extensions';
import { allowModeChange, force, restartRingTimeout } from './options';
import { supervisorOutput } from './supervisor';

// Loaded with the first execution: n8n loads this file when it starts.
declare const require: (
	path: '../../../../pbx/supervision/changeMode',
) => typeof import('../../../../pbx/supervision/changeMode');

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
		const running = readExtensions(item);
		const request = {
			mode: choiceOf(item.parameter(newMode.name), newMode, monitorModeLabels),
			...running,
			ringTimeoutMs: secondsOption(item, restartRingTimeout),
			allowModeChange: flagOption(item, allowModeChange),
		};
		const supervision = require('../../../../pbx/supervision/changeMode');
		const changed = await supervision.changeMode(pbx, request, context, flagOption(item, force));
		if (changed instanceof Failure) return changed;
		const { call, result, restarted } = changed;
		return omitUndefined({
			mode: request.mode,
			...supervisorOutput(running),
			monitoredExtension: running.monitored,
			result,
			restarted,
			call: call && omitUndefined({ ...call }),
		});
	},
});
