import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import { unsupported } from '../../../pbx/model/failures/general';
import type { Pbx } from '../../../pbx/model/pbx';
import type { SupervisionContext } from '../../../pbx/supervision/watching/context';
import { optionsWith } from './fields/options';
import type { Item } from './item';
import type { Result } from './output';

/** The part of the port that something needs. */
export interface Need<Part> {
	/** Undefined where this PBX does not offer it. */
	part(pbx: Pbx): Part | undefined;
	/** What a PBX without the part does not offer, as in `Asterisk / FreePBX does not offer call records`. */
	what: string;
}

interface Description {
	/** As the panel and README call it. */
	name: string;
	/** As workflows store it. */
	value: string;
	/**
	 * n8n names the new node by it, and it is all that a language model reads of an operation used as
	 * a tool: at most 40 characters, no articles, and who hears whom.
	 */
	action: string;
	description: string;
	/** Shown when resource and operation are chosen. */
	properties: INodeProperties[];
	/** Extensions that an item names outside of the pickers: items with the same one run in order. */
	locks?(item: Item): string[];
}

export interface OperationDefinition<Part> extends Description {
	needs: Need<Part>;
	/** Its own options, beside those that every operation has. */
	options?: INodeProperties[];
	/** What it does for one item. Readers of parameters throw; the router turns that into a failure. */
	execute(
		part: Part,
		item: Item,
		context: SupervisionContext,
	): Promise<Result | Result[] | Failure>;
}

/** One operation, whichever part of the port it needs. */
export interface Operation extends Description {
	isOfferedBy(pbx: Pbx): boolean;
	execute(pbx: Pbx, item: Item, context: SupervisionContext): Promise<Result[] | Failure>;
}

export function defineOperation<Part>(definition: OperationDefinition<Part>): Operation {
	const { needs, options = [], properties, ...rest } = definition;
	return {
		...rest,
		properties: [...properties, optionsWith(options)],
		isOfferedBy: (pbx) => needs.part(pbx) !== undefined,
		async execute(pbx, item, context) {
			const part = partOf(pbx, needs);
			if (part instanceof Failure) return part;
			const result = await definition.execute(part, item, context);
			return result instanceof Failure || Array.isArray(result) ? result : [result];
		},
	};
}

/** The part of this PBX, or that it does not offer it. */
export function partOf<Part>(pbx: Pbx, { part, what }: Need<Part>): Part | Failure {
	return part(pbx) ?? unsupported(what, pbx.family);
}
