import { defineConfig } from "vite";

// The pages find hashed files through the manifest; the widget has one fixed name, because it is
// written into other people's sites.
export default defineConfig({
  build: {
    outDir: "../src/limpide/web/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    rollupOptions: {
      input: {
        pages: "src/pages.ts",
        chat: "src/chat.ts",
        preferences: "src/preferences.ts",
        inbox: "src/inbox.ts",
        review: "src/review.ts",
        studio: "src/studio.ts",
        people: "src/people.ts",
        learning: "src/learning.ts",
        gaps: "src/gaps.ts",
        widget: "src/widget.ts",
      },
      output: {
        entryFileNames: (chunk) =>
          chunk.name === "widget" ? "widget.js" : "assets/[name]-[hash].js",
      },
    },
  },
});
