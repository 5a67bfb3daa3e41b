import { Failure } from '../../../../pbx/failure';
import { notOffered } from '../../../../pbx/notOffered';
import type { Operation } from '../operation';
import { options } from '../parameters';
import { told } from '../told';

export const getInfo: Operation = {
	properties: [options],
	async execute({ system }) {
		if (!system) return notOffered('information about itself');
		const info = await system.info();
		return info instanceof Failure ? info : [told({ ...info })];
	},
};
