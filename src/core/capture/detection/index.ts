export { type Detection, detectFormat } from './detect-format';
