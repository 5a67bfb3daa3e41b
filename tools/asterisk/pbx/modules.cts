const base = [
	'res_timing_timerfd',
	'res_sorcery_config',
	'res_sorcery_memory',
	'res_sorcery_astdb',
];

const sip = [
	'res_pjproject',
	'res_pjsip',
	'res_pjsip_session',
	'res_pjsip_sdp_rtp',
	'res_pjsip_registrar',
	'res_pjsip_endpoint_identifier_user',
	'res_pjsip_endpoint_identifier_ip',
	'res_pjsip_authenticator_digest',
	'res_pjsip_outbound_authenticator_digest',
	'res_pjsip_caller_id',
	'res_pjsip_header_funcs',
	'res_pjsip_dtmf_info',
	'res_pjsip_refer',
	'res_pjsip_rfc3326',
	'res_pjsip_logger',
	'chan_pjsip',
];

const presence = [
	'res_pjsip_pubsub',
	'res_pjsip_exten_state',
	'res_pjsip_pidf_body_generator',
	'res_pjsip_dialog_info_body_generator',
];

const media = [
	'res_rtp_asterisk',
	'codec_alaw',
	'codec_ulaw',
	'codec_a_mu',
	'codec_resample',
	'format_wav',
	'format_pcm',
	'format_sln',
];

const bridging = [
	'bridge_simple',
	'bridge_native_rtp',
	'bridge_softmix',
	'bridge_holding',
	'bridge_builtin_features',
];

const dialplan = [
	'pbx_config',
	'app_dial',
	'app_chanspy',
	'app_echo',
	'app_queue',
	'app_confbridge',
	'app_playtones',
	'app_mixmonitor',
	'app_playback',
	'app_exec',
	'app_stack',
	'app_senddtmf',
	'app_verbose',
	'func_callerid',
	'func_channel',
	'func_cut',
	'func_devstate',
	'func_extstate',
	'func_groupcount',
	'func_strings',
	'func_logic',
	'func_timeout',
	'func_uri',
];

const managerExtras = ['res_manager_devicestate', 'res_mutestream', 'cdr_manager', 'res_parking'];

/** What the bench's Asterisk loads; nothing here opens a port of its own. */
export const pbxModules = [
	...base,
	...sip,
	...presence,
	...media,
	...bridging,
	...dialplan,
	...managerExtras,
];
