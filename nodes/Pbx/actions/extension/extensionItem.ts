import type { IDataObject } from 'n8n-workflow';

import type { Extension, Extensions } from '../../../../pbx/model/extension';
import type { Need } from '../operation';
import { omitUndefined } from '../output';

export const extensionList: Need<Extensions> = {
	part: ({ extensions }) => extensions,
	what: 'a list of extensions',
};

export function extensionItem(extension: Extension): IDataObject {
	const { number, name, state, rawState, type } = extension;
	const { allowBeingMonitored, monitorMode, monitors, calls } = extension;
	// Spread, an object takes several times as long to make; a list has thousands.
	const item: Record<keyof Extension, IDataObject[string]> = {
		number,
		name,
		state,
		rawState,
		type,
		allowBeingMonitored,
		monitorMode,
		monitors,
		calls: calls?.map((call) => ({ ...call })),
	};
	return omitUndefined(item);
}
