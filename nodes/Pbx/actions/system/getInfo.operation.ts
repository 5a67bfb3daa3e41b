import { Failure } from '../../../../pbx/model/failure';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';

export const getInfo = defineOperation({
	name: 'Get Info',
	value: 'getInfo',
	action: 'Get PBX model, firmware and clock',
	description: 'Get model, firmware, clock and number of extensions of the PBX',
	needs: { part: ({ system }) => system, what: 'information about itself' },
	properties: [],
	async execute(system) {
		const info = await system.info();
		return info instanceof Failure ? info : omitUndefined({ ...info });
	},
});
