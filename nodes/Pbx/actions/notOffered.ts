// Written by: UPDATE_README=1 npx jest test/package/offered

/** The kinds of PBX that do not offer an operation, by `resource/operation`; every kind offers the others. */
export const notOffered: Readonly<Record<string, readonly string[]>> = {
	'monitoring/takeOver': ['grandstreamUcm', 'openVoxUc', 'yeastarP', 'yeastarV1'],
	'monitoring/whisperPrompt': ['grandstreamUcm', 'openVoxUc', 'yeastarP', 'yeastarV1'],
	'call/attendedTransfer': ['grandstreamUcm', 'openVoxUc', 'yeastarV1'],
	'call/hold': ['asterisk'],
	'call/park': ['grandstreamUcm', 'openVoxUc', 'yeastarV1'],
	'call/playPrompt': ['asterisk', 'grandstreamUcm'],
	'call/resume': ['asterisk'],
	'call/sendDtmf': ['grandstreamUcm', 'openVoxUc', 'yeastarP', 'yeastarV1'],
	'callRecord/getAll': ['asterisk'],
	'extension/updateMonitoring': ['asterisk', 'grandstreamUcm', 'yeastarP'],
	'recording/download': ['asterisk'],
	'recording/pause': ['grandstreamUcm', 'openVoxUc', 'yeastarV1'],
	'recording/resume': ['grandstreamUcm', 'openVoxUc', 'yeastarV1'],
};
