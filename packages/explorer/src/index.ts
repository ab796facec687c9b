export { explorer, type ExplorerOptions } from "./explorer.ts";
