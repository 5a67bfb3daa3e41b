import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import type { Failure, InputName } from '../pbx/model/failure';

export interface ErrorContext {
	itemIndex?: number;
	/** The hint which field of the panel to change, by its own label. */
	hintFor?: (input: InputName) => string | undefined;
}

/** The one place where a failure of the PBX becomes an error of n8n. */
export function nodeError(
	node: INode,
	failure: Failure,
	{ itemIndex, hintFor }: ErrorContext = {},
): NodeApiError | NodeOperationError {
	const { kind, message, remedy, pbxCode, input } = failure;
	const hint = input && hintFor?.(input);
	const description = hint ? `${remedy} ${hint}` : remedy;
	if (kind === 'invalidInput' || kind === 'unsupported' || kind === 'cancelled') {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const error = new NodeApiError(
		node,
		{ message, description },
		{ message, description, itemIndex },
	);
	error.context.data = { kind, pbxCode };
	// n8n replaces texts that contain a code such as ECONNREFUSED by its own; ours say more.
	error.message = message;
	error.description = description;
	return error;
}
