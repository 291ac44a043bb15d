export { FileModel } from './file-model';
