import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

// Loaded when a picker is first opened: n8n loads this file when it starts.
declare const require: {
	(path: './extensions'): typeof import('./extensions');
	(path: './queues'): typeof import('./queues');
	(path: './recordings'): typeof import('./recordings');
};

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

function loaded(load: () => Search): Search {
	return async function (filter) {
		return await load().call(this, filter);
	};
}

export const searchExtensions = loaded(() => require('./extensions').searchExtensions);
export const searchMonitored = loaded(() => require('./extensions').searchMonitored);
export const searchSupervisors = loaded(() => require('./extensions').searchSupervisors);
export const searchQueues = loaded(() => require('./queues').searchQueues);
export const searchTransferTargets = loaded(() => require('./queues').searchTransferTargets);
export const searchRecordings = loaded(() => require('./recordings').searchRecordings);
