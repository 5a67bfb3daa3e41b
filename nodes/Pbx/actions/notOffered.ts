// Written by: UPDATE_README=1 npx jest test/package/offered

/** The kinds of PBX that do not offer an operation, by `resource/operation`; every kind offers the others. */
export const notOffered: Readonly<Record<string, readonly string[]>> = {
	'call/hold': ['asterisk'],
	'call/playPrompt': ['asterisk', 'grandstreamUcm'],
	'call/resume': ['asterisk'],
	'callRecord/getAll': ['asterisk'],
	'extension/updateMonitoring': ['asterisk', 'grandstreamUcm', 'yeastarP'],
	'recording/download': ['asterisk'],
};
