import { defineResource } from '../resource';
import { bargeIn } from './bargeIn.operation';
import { changeMode } from './changeMode.operation';
import { listen } from './listen.operation';
import { stop } from './stop.operation';
import { whisper } from './whisper.operation';

export const monitoring = defineResource({
	name: 'Agent Monitoring',
	value: 'monitoring',
	operations: [bargeIn, changeMode, listen, stop, whisper],
	defaultOperation: whisper,
});
