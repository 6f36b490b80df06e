export {
  customGetterChecks,
  type CustomGetterCheck,
  type CustomGetterCheckOptions,
} from './testing/custom-getter-checks.js';
export { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';
