import type { IDataObject } from 'n8n-workflow';

import type { Extension, Extensions } from '../../../../pbx/model/extension';
import type { Need } from '../operation';
import { omitUndefined } from '../output';

export const extensionList: Need<Extensions> = {
	part: ({ extensions }) => extensions,
	what: 'a list of extensions',
};

export function extensionItem({ calls, ...rest }: Extension): IDataObject {
	return omitUndefined({ ...rest, calls: calls?.map((call) => ({ ...call })) });
}
