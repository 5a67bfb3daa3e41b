import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { Failure } from '../pbx/model/failure';

/** The one place where a failure of the PBX becomes an error of n8n. */
export function nodeError(
	node: INode,
	failure: Failure,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { kind, message, remedy: description, pbxCode } = failure;
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
