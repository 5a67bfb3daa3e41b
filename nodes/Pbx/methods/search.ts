import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import type { Pbx } from '../../../pbx/model/pbx';
import { connect } from '../../../transport/connect';
import { nodeError } from '../../../transport/nodeError';

/** An entry of a picker. */
export interface Entry {
	/** Nothing that changes: n8n saves the label with the workflow and goes on showing it. */
	label: string;
	value: string;
	/** Words that find it, besides those of the label. */
	alsoFoundBy?: string;
}

/** A picker with a live list of the PBX; several words narrow it. */
export function search(
	entriesOf: (pbx: Pbx) => Promise<Entry[] | Failure>,
	maxShown = Number.POSITIVE_INFINITY,
) {
	return async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const opened = (await connect(this))();
		const entries = opened instanceof Failure ? opened : await entriesOf(opened.pbx);
		if (entries instanceof Failure) throw nodeError(this.getNode(), entries);
		const words = filter.toLowerCase().split(/\s+/);
		const results = entries
			.filter(({ label, alsoFoundBy = '' }) => {
				const text = `${label} ${alsoFoundBy}`.toLowerCase();
				return words.every((word) => text.includes(word));
			})
			.slice(0, maxShown)
			.map(({ label, value }) => ({ name: label, value }));
		return { results };
	};
}

/** `101 – Sarah – may whisper`, without what is empty. */
export function labelOf(...parts: Array<string | undefined>): string {
	return parts.filter(Boolean).join(' – ');
}

interface Numbered {
	number: string;
	name: string;
}

/** Number and name; a name that only repeats the number is left out. */
export function numberAndName({ number, name }: Numbered): string {
	return labelOf(number, name === number ? '' : name);
}

export function byNumber(one: Numbered, other: Numbered): number {
	return (
		one.number.localeCompare(other.number, 'en', { numeric: true }) ||
		one.number.localeCompare(other.number)
	);
}
