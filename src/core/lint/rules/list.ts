// Written by `npm run rules`: each file of this folder that has a document in docs/rules.
import { descriptorInherited } from './descriptor-inherited';
import { doubleClose } from './double-close';
import { eofIgnored } from './eof-ignored';
import { missingClose } from './missing-close';
import { missingDestructor } from './missing-destructor';
import type { Rule } from './rule';
import { serialAccept } from './serial-accept';
import { uncheckedDescriptor } from './unchecked-descriptor';
import { unreachableClose } from './unreachable-close';
import { useAfterClose } from './use-after-close';

export const RULES: readonly Rule[] = [
  missingClose,
  doubleClose,
  useAfterClose,
  unreachableClose,
  serialAccept,
  eofIgnored,
  descriptorInherited,
  uncheckedDescriptor,
  missingDestructor,
];
