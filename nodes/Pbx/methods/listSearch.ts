import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import { unsupported } from '../../../pbx/model/failures';
import type { Extension, ExtensionState } from '../../../pbx/model/extension';
import type { MonitorPermission } from '../../../pbx/model/monitoring';
import type { Pbx } from '../../../pbx/model/pbx';
import { connect } from '../../../transport/connect';
import { nodeError } from '../../../transport/nodeError';

const stateWords: Readonly<Record<ExtensionState, string>> = {
	idle: 'idle',
	ringing: 'ringing',
	inCall: 'in a call',
	onHold: 'on hold',
	unavailable: 'not registered',
	fault: 'line fault',
	unknown: 'state unknown',
};

const permissionWords: Readonly<Record<MonitorPermission, string>> = {
	all: 'may listen, whisper and barge in',
	listen: 'may only listen',
	whisper: 'may only whisper',
	bargeIn: 'may only barge in',
	disabled: 'may not monitor',
};

type Label = (extension: Extension) => Array<string | undefined>;

const numberAndState: Label = ({ number, name, state }) => [
	number,
	name === number ? undefined : name,
	stateWords[state],
];

/** A picker with the live extensions of the PBX. */
function picker(label: Label) {
	return async function search(
		this: ILoadOptionsFunctions,
		filter = '',
	): Promise<INodeListSearchResult> {
		const pbx = (await connect(this))();
		const found = pbx instanceof Failure ? pbx : await allExtensions(pbx);
		if (found instanceof Failure) throw nodeError(this.getNode(), found);
		const wanted = filter.trim().toLowerCase();
		return {
			results: found
				.map((extension): INodeListSearchItems => {
					const words = label(extension).filter((word) => word);
					return { name: words.join(' – '), value: extension.number };
				})
				.filter(({ name }) => name.toLowerCase().includes(wanted)),
		};
	};
}

async function allExtensions({ extensions }: Pbx): Promise<Extension[] | Failure> {
	return extensions ? await extensions.query() : unsupported('a list of extensions');
}

export const searchExtensions = picker(numberAndState);

export const searchSupervisors = picker((extension) => [
	...numberAndState(extension),
	extension.monitorMode && permissionWords[extension.monitorMode],
]);

export const searchMonitored = picker((extension) => [
	...numberAndState(extension),
	extension.allowBeingMonitored === false ? 'may not be monitored' : undefined,
]);
