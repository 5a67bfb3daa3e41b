import type { INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';

import type { DialectName, Scene } from './pbx/dialect.cts';

/** An operation of the node, as a cell runs it. */
export interface CellOperation {
	name: string;
	kind: 'query' | 'command';
	scene: Scene;
	parameters: INodeParameters;
	/** It calls a phone and waits until that is picked up or the Ring Timeout is over. */
	originates: boolean;
	/** It looks before it orders, so that a fault may also hit the look. */
	looksFirst: boolean;
	/** The first reply to it is a file. */
	getsFile: boolean;
}

/** An extension picker set to "Number". */
const byNumber = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'number',
	value,
});

const both = { supervisorExtension: byNumber('101'), monitoredExtension: byNumber('106') };
const atOnce = { ...both, waitForAnswer: 0 };
const list = { returnAll: true };

type Row = [resource: string, operation: string, parameters?: INodeParameters, scene?: Scene];

const queries: Row[] = [
	['extension', 'get', { extension: byNumber('106') }],
	['extension', 'getAll', { ...list, states: [] }],
	['call', 'getAll', { ...list, directions: [] }],
	['queue', 'getStatus', { queue: '6700' }],
	['system', 'getInfo'],
];

const recordQueries: Row[] = [
	[
		'callRecord',
		'getAll',
		{ ...list, startTime: '2026-05-05T00:00:00Z', endTime: '2026-05-06T00:00:00Z', extensions: '' },
	],
	['recording', 'download', { recording: 'one.wav', binaryPropertyName: 'data' }],
];

const commands: Row[] = [
	['monitoring', 'whisper', atOnce],
	['monitoring', 'listen', atOnce],
	['monitoring', 'bargeIn', atOnce],
	['monitoring', 'stop', both, 'monitored'],
	['monitoring', 'changeMode', { ...both, newMode: 'bargeIn' }, 'monitored'],
	['call', 'dial', { fromExtension: byNumber('101'), toExtension: byNumber('106') }],
	['call', 'dialExternal', { fromExtension: byNumber('101'), externalNumber: '0151' }],
	['call', 'hangUp', { extension: byNumber('106') }],
	['call', 'transfer', { extension: byNumber('106'), transferTo: '102' }],
	['call', 'mute', { extension: byNumber('106') }],
	['call', 'unmute', { extension: byNumber('106') }],
];

const holdCommands: Row[] = [
	['call', 'hold', { extension: byNumber('106') }],
	['call', 'resume', { extension: byNumber('106') }],
];

const callCommands: Row[] = [
	['call', 'park', { extension: byNumber('106') }],
	['call', 'attendedTransfer', { extension: byNumber('106'), step: 'start', transferTo: '102' }],
	['recording', 'pause', { extension: byNumber('106') }],
	['recording', 'resume', { extension: byNumber('106') }],
];

/** Each digit is another one, so that one that came twice is seen. */
const dtmfCommands: Row[] = [['call', 'sendDtmf', { extension: byNumber('106'), digits: '83' }]];

const promptCommands: Row[] = [
	['call', 'playPrompt', { playTo: 'extension', extension: byNumber('101'), prompts: 'welcome' }],
];

const agent = { extension: byNumber('106'), queue: '6700' };

const queueCommands: Row[] = [
	['queue', 'pauseAgent', agent],
	['queue', 'resumeAgent', agent],
	['queue', 'addAgent', { ...agent, extension: byNumber('101') }],
	['queue', 'removeAgent', agent],
];

/** A UCM pauses in all queues only. */
const ucmQueueCommands: Row[] = [
	['queue', 'pauseAgent', { ...agent, queue: '' }],
	['queue', 'resumeAgent', { ...agent, queue: '' }],
	...queueCommands.slice(2),
];

const openVoxCommands: Row[] = [
	['call', 'playPrompt', { playTo: 'external', externalNumber: '0151', prompts: 'welcome' }],
	[
		'extension',
		'updateMonitoring',
		{ extension: byNumber('101'), updateFields: { allowBeingMonitored: true } },
	],
];

const originating = ['whisper', 'whisperPrompt', 'listen', 'bargeIn', 'dial', 'dialExternal'];
const dialling = ['dial', 'dialExternal'];
const onAgents = ['pauseAgent', 'resumeAgent', 'addAgent', 'removeAgent'];

/** A supervisor picker set to "Phone Number". */
const byPhone = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'phoneNumber',
	value,
});

const asteriskCommands: Row[] = [
	['monitoring', 'takeOver', both, 'monitored'],
	['monitoring', 'whisperPrompt', { monitoredExtension: byNumber('106'), promptNumber: '701' }],
	['monitoring', 'whisper', { ...atOnce, supervisorExtension: byPhone('0151') }],
	['monitoring', 'whisper', { ...atOnce, options: { beepToAgent: true } }],
	['monitoring', 'whisper', { ...atOnce, options: { stopAfter: 60 } }],
];

/** What a dialect offers besides the rows of all, and which of its commands look before they order. */
interface Offer {
	queries: Row[];
	commands: Row[];
	originates: boolean;
	/** A download needs no query before it. */
	downloadsAtOnce: boolean;
	looksFirst: (command: string) => boolean;
}

const openVox: Offer = {
	queries: recordQueries,
	commands: [...holdCommands, ...promptCommands, ...openVoxCommands, ...queueCommands],
	originates: false,
	downloadsAtOnce: false,
	looksFirst: (command) =>
		['stop', 'changeMode', 'transfer', 'addAgent', 'removeAgent'].includes(command),
};

const offers: Record<DialectName, Offer> = {
	JSON: openVox,
	XML: openVox,
	AMI: {
		queries: [],
		commands: [...callCommands, ...dtmfCommands, ...queueCommands, ...asteriskCommands],
		originates: true,
		downloadsAtOnce: false,
		looksFirst: () => true,
	},
	// What names a channel looks it up.
	'P-Series': {
		queries: recordQueries,
		commands: [...holdCommands, ...promptCommands, ...callCommands, ...queueCommands],
		originates: false,
		downloadsAtOnce: false,
		looksFirst: (command) => ![...dialling, 'playPrompt'].includes(command),
	},
	UCM: {
		queries: recordQueries,
		commands: [...holdCommands, ...ucmQueueCommands],
		originates: false,
		downloadsAtOnce: true,
		looksFirst: (command) => ![...dialling, ...onAgents].includes(command),
	},
};

/** Every command and query that the dialect offers. */
export function operationsOf(dialect: DialectName): CellOperation[] {
	const offer = offers[dialect];
	const operation =
		(kind: CellOperation['kind']) =>
		(row: Row): CellOperation => {
			const [resource, name, parameters = {}, scene = 'call'] = row;
			return {
				name: `${resource}.${name}${variantOf(parameters)}`,
				kind,
				scene,
				parameters: { resource, operation: name, ...parameters },
				originates: offer.originates && originating.includes(name),
				getsFile: name === 'download' && offer.downloadsAtOnce,
				looksFirst: kind === 'command' && offer.looksFirst(name),
			};
		};
	return [
		...[...queries, ...offer.queries].map(operation('query')),
		...[...commands, ...offer.commands].map(operation('command')),
	];
}

/** What tells two rows of one operation apart. */
function variantOf({ playTo, options = {}, supervisorExtension }: INodeParameters): string {
	const supervisor = Object.entries(supervisorExtension ?? {});
	const isNumber = supervisor.some(([, value]) => value === 'phoneNumber');
	const words = [playTo, ...(isNumber ? ['phoneNumber'] : []), ...Object.keys(options ?? {})];
	const given = words.filter((word) => typeof word === 'string');
	return given.length > 0 ? ` (${given.join(', ')})` : '';
}
