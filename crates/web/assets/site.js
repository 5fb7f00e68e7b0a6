// The one script that pages name: starts every behaviour. Pages work without all of them.

import { start as swap } from "./swap.js";
import { start as keys } from "./keys.js";
import { start as palette } from "./palette.js";
import { start as tree } from "./tree.js";
import { start as keep } from "./form-keep.js";
import { start as upload } from "./upload.js";
import { start as intake } from "./intake.js";
import { start as notices } from "./notices.js";
import { start as dialog } from "./dialog.js";
import { start as menus } from "./menus.js";
import { start as narrow } from "./narrow.js";
import { start as passkey } from "./passkey.js";
import { start as bell } from "./bell.js";
import { start as settle } from "./settle.js";
import { start as cells } from "./cells.js";

// Notices first: a form that was kept looks whether one says that it was taken.
for (const start of [notices, swap, keys, palette, tree, keep, upload, intake, dialog, menus, narrow, passkey, bell, settle, cells]) {
  try {
    start();
  } catch (error) {
    // One behaviour that fails must not take the others along; without it the page is as it is without scripts.
    console.error(error);
  }
}
