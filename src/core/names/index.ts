export { servicePort } from './services';
