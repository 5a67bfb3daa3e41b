import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { Operation } from '../operation';
import { options } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';

export const getInfo: Operation = {
	properties: [options],
	async execute({ system }) {
		if (!system) return unsupported('information about itself');
		const info = await system.info();
		return info instanceof Failure ? info : [omitUndefined({ ...info })];
	},
};
