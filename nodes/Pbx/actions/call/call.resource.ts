import { defineResource } from '../resource';
import { attendedTransfer } from './attendedTransfer.operation';
import { dial } from './dial.operation';
import { dialExternal } from './dialExternal.operation';
import { getAll } from './getAll.operation';
import { hangUp } from './hangUp.operation';
import { hold } from './hold.operation';
import { mute } from './mute.operation';
import { park } from './park.operation';
import { playPrompt } from './playPrompt.operation';
import { resume } from './resume.operation';
import { sendDtmf } from './sendDtmf.operation';
import { transfer } from './transfer.operation';
import { unmute } from './unmute.operation';

export const call = defineResource({
	name: 'Call',
	value: 'call',
	operations: [
		attendedTransfer,
		dial,
		dialExternal,
		getAll,
		hangUp,
		hold,
		mute,
		park,
		playPrompt,
		resume,
		sendDtmf,
		transfer,
		unmute,
	],
	defaultOperation: getAll,
});
