import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import type { Extension } from '../../../pbx/model/extension';
import { connect } from '../../../transport/connect';
import { nodeError } from '../../../transport/nodeError';
import { extensionList } from '../actions/extension/extensionItem';
import { partOf } from '../actions/operation';
import { extensionStateLabels, monitorPermissionPhrases } from '../labels';

/** What a picker shows of an extension, and which ones come first. */
interface Picker {
	/** Lasting rights, never the state: n8n saves the label with the workflow and goes on showing it. */
	rights(extension: Extension): string | undefined;
	/** The lower, the nearer to the top; extensions of the same rank are sorted by number. */
	rank(extension: Extension): number;
}

/** A picker with the live extensions of the PBX. */
function search({ rights, rank }: Picker) {
	return async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const found = await queryExtensions(this);
		if (found instanceof Failure) throw nodeError(this.getNode(), found);
		const words = filter.toLowerCase().split(/\s+/);
		const results = [...found]
			.sort((one, other) => rank(one) - rank(other) || byNumber(one, other))
			.map((extension) => ({ extension, item: listItem(extension, rights(extension)) }))
			.filter(({ extension, item }) => {
				const text = `${item.name} ${extensionStateLabels[extension.state]}`.toLowerCase();
				return words.every((word) => text.includes(word));
			})
			.map(({ item }) => item);
		return { results };
	};
}

async function queryExtensions(context: ILoadOptionsFunctions): Promise<Extension[] | Failure> {
	const opened = (await connect(context))();
	if (opened instanceof Failure) return opened;
	const extensions = partOf(opened.pbx, extensionList);
	return extensions instanceof Failure ? extensions : await extensions.query();
}

function listItem({ number, name }: Extension, rights: string | undefined): INodeListSearchItems {
	const shown = [number, name === number ? '' : name, rights].filter(Boolean);
	return { name: shown.join(' – '), value: number };
}

function byNumber(one: Extension, other: Extension): number {
	return (
		one.number.localeCompare(other.number, 'en', { numeric: true }) ||
		one.number.localeCompare(other.number)
	);
}

export const searchExtensions = search({ rights: () => undefined, rank: () => 0 });

/** Those who may monitor and are idle come first. */
export const searchSupervisors = search({
	rights: ({ monitorMode }) => monitorMode && monitorPermissionPhrases[monitorMode],
	rank: ({ monitorMode, state }) => {
		if (monitorMode === 'disabled') return 2;
		return state === 'idle' ? 0 : 1;
	},
});

/** Those who are in a call come first. */
export const searchMonitored = search({
	rights: ({ allowBeingMonitored }) =>
		allowBeingMonitored === false ? 'may not be monitored' : undefined,
	rank: ({ state }) => (state === 'inCall' || state === 'onHold' ? 0 : 1),
});
