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
}

/** An extension picker set to "Number". */
const byNumber = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'number',
	value,
});

const both = { supervisorExtension: byNumber('101'), monitoredExtension: byNumber('106') };
const list = { returnAll: true };

type Row = [resource: string, operation: string, parameters?: INodeParameters, scene?: Scene];

const queries: Row[] = [
	['extension', 'get', { extension: byNumber('106') }],
	['extension', 'getAll', { ...list, states: [] }],
	['call', 'getAll', { ...list, directions: [] }],
	['queue', 'getStatus', { queue: '6700' }],
	['system', 'getInfo'],
];

const archiveQueries: Row[] = [
	[
		'callRecord',
		'getAll',
		{ ...list, startTime: '2026-05-05T00:00:00Z', endTime: '2026-05-06T00:00:00Z', extensions: '' },
	],
	['recording', 'download', { recording: 'one.wav', binaryPropertyName: 'data' }],
];

const commands: Row[] = [
	['monitoring', 'whisper', both],
	['monitoring', 'listen', both],
	['monitoring', 'bargeIn', both],
	['monitoring', 'stop', both, 'monitored'],
	['monitoring', 'changeMode', { ...both, newMode: 'bargeIn' }, 'monitored'],
	['call', 'dial', { fromExtension: byNumber('101'), toExtension: byNumber('106') }],
	['call', 'dialExternal', { fromExtension: byNumber('101'), externalNumber: '0151' }],
	['call', 'hangUp', { extension: byNumber('106') }],
	['call', 'transfer', { extension: byNumber('106'), transferTo: '102' }],
	['call', 'mute', { extension: byNumber('106') }],
	['call', 'unmute', { extension: byNumber('106') }],
];

const phoneCommands: Row[] = [
	['call', 'hold', { extension: byNumber('106') }],
	['call', 'resume', { extension: byNumber('106') }],
	['call', 'playPrompt', { playTo: 'extension', extension: byNumber('101'), prompts: 'welcome' }],
];

const openVoxCommands: Row[] = [
	['call', 'playPrompt', { playTo: 'external', externalNumber: '0151', prompts: 'welcome' }],
	[
		'extension',
		'updateMonitoring',
		{ extension: byNumber('101'), updateFields: { allowBeingMonitored: true } },
	],
];

const originating = ['whisper', 'listen', 'bargeIn', 'dial', 'dialExternal'];
const lookingOnOpenVox = ['stop', 'changeMode', 'transfer'];
/** Everything else names a channel, which is looked up. */
const notLookingOnPSeries = ['dial', 'dialExternal', 'playPrompt'];

function looksFirst(dialect: DialectName, name: string): boolean {
	switch (dialect) {
		case 'AMI':
			return true;
		case 'P-Series':
			return !notLookingOnPSeries.includes(name);
		case 'JSON':
		case 'XML':
			return lookingOnOpenVox.includes(name);
	}
}

/** Every command and query that the dialect offers. */
export function operationsOf(dialect: DialectName): CellOperation[] {
	const asterisk = dialect === 'AMI';
	const isOpenVox = dialect === 'JSON' || dialect === 'XML';
	const asked = asterisk ? queries : [...queries, ...archiveQueries];
	const ordered = [
		...commands,
		...(asterisk ? [] : phoneCommands),
		...(isOpenVox ? openVoxCommands : []),
	];
	const operation =
		(kind: CellOperation['kind']) =>
		(row: Row): CellOperation => {
			const [resource, name, parameters = {}, scene = 'call'] = row;
			const played = typeof parameters.playTo === 'string' ? ` (${parameters.playTo})` : '';
			return {
				name: `${resource}.${name}${played}`,
				kind,
				scene,
				parameters: { resource, operation: name, ...parameters },
				originates: asterisk && originating.includes(name),
				looksFirst: kind === 'command' && looksFirst(dialect, name),
			};
		};
	return [...asked.map(operation('query')), ...ordered.map(operation('command'))];
}
