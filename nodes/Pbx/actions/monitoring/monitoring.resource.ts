import { defineResource } from '../resource';
import { bargeIn } from './bargeIn.operation';
import { changeMode } from './changeMode.operation';
import { listen } from './listen.operation';
import { stop } from './stop.operation';
import { takeOver } from './takeOver.operation';
import { whisper } from './whisper.operation';
import { whisperPrompt } from './whisperPrompt.operation';

export const monitoring = defineResource({
	name: 'Agent Monitoring',
	value: 'monitoring',
	operations: [bargeIn, changeMode, listen, stop, takeOver, whisper, whisperPrompt],
	defaultOperation: whisper,
});
