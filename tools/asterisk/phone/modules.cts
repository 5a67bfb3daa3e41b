export const audioModules = ['g711', 'aufile', 'aubridge', 'sndfile'];
export const startModules = ['uuid', 'account'];
export const controlModules = ['ctrl_tcp', 'menu'];
export const phoneModules = [...audioModules, ...startModules, ...controlModules];
