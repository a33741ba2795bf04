"""A visitor in a browser whose microphone is a file and whose ears can be asked.

Promises that what the page plays is heard where the browser would play it, tone by tone.
"""

import asyncio
import wave
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import soxr  # type: ignore[import-untyped]
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from agent_desktop.files import resource
from agent_desktop.hub.voice.prompts import clips
from tests.hub.voice.worker.sound import TONES
from tests.widget.stage import CHROMIUM, CHROMIUM_ARGS, Stage

T = TypeVar("T")
VISITOR_HZ = 440.0

_EARS = """
const Real = RTCPeerConnection;
window.RTCPeerConnection = class extends Real {
  constructor(...given) {
    super(...given);
    window.pc = this;
    this.addEventListener("track", ({ track }) => {
      const context = new AudioContext();
      window.ear = context.createAnalyser();
      ear.fftSize = 8192;
      ear.smoothingTimeConstant = 0;
      context.createMediaStreamSource(new MediaStream([track])).connect(ear);
    });
  }
};
const listen = () => {
  const bins = new Float32Array(window.ear?.frequencyBinCount ?? 0);
  window.ear?.getFloatFrequencyData(bins);
  const peak = bins.indexOf(Math.max(...bins)), width = window.ear ? ear.context.sampleRate / ear.fftSize : 1;
  const level = (hertz) => Math.max(...bins.slice(Math.floor((hertz - 8) / width), Math.ceil((hertz + 8) / width) + 1));
  return { loud: bins[peak] > -60, peak: peak * width, level };
};
const moment = () => new Promise((done) => setTimeout(done, 50));
// Until something is heard; with `hertz`, that tone.
window.hears = async (hertz) => {
  for (;; await moment()) {
    const { loud, peak } = listen();
    if (loud && (!hertz || Math.abs(peak - hertz) < 15)) return;
  }
};
// Until a second passes in which exactly these of all tones are heard. They are short, so each is heard at times.
window.hearsOnly = async (wanted, all) => {
  for (const times = [];; await moment()) {
    const { level } = listen();
    times.push(all.map(level));
    if (times.length < 20) continue;
    const most = all.map((_, n) => Math.max(...times.slice(-20).map((one) => one[n])));
    window.levels = most;
    if (all.every((hertz, n) => (most[n] > -48) === wanted.includes(hertz))) return;
  }
};
// Until a second passes full of sound that is no tone at `hertz`, such as music.
window.hearsOther = async (hertz) => {
  for (let times = 0; times < 20; await moment()) {
    const { loud, peak } = listen();
    times = loud && Math.abs(peak - hertz) > 6 ? times + 1 : 0;
  }
};
"""


def beeps(path: Path) -> Path:
    """A microphone for Chromium: short tones, as noise suppression takes out long ones."""
    rate = 48_000
    time = np.arange(rate // 2) / rate
    sound = np.where(time < 0.35, 12_000 * np.sin(2 * np.pi * VISITOR_HZ * time), 0)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.tile(sound, 20).astype("<i2").tobytes())
    return path


def speech(path: Path, clip: str) -> Path:
    """A microphone into which somebody says a shipped clip, again and again."""
    said = soxr.resample(clips.read(resource("sounds", "en", "caller", clip)), 16_000, 48_000)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(said.astype("<i2").tobytes())
    return path


class Visitor:
    """A tab with the widget, in async words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator("section.panel")
        self.words = self.panel.locator(".call-words")

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    async def open(self) -> None:
        await self.page.locator("button.launcher").click()
        await expect(self.panel).to_be_visible()

    async def call(self, button: str = "Call us instead") -> None:
        """Call, hear the menu, press a key, hear the music."""
        await self.button(button).click(timeout=30_000)
        await expect(self.words).to_have_text("Connected. Please listen.", timeout=30_000)
        await self.hears()
        await self.button("Keypad").click()
        await self.panel.get_by_role("group", name="Keypad").get_by_text("1", exact=True).click()
        await expect(self.words).to_have_text("You are number 1 in the queue", timeout=30_000)
        await self.hears()

    async def hears(self, hertz: float = 0) -> None:
        async with asyncio.timeout(20):
            await self.page.evaluate(f"hears({hertz})")

    async def hears_only(self, *hertz: float) -> None:
        """For a second exactly these tones of those that people say here."""
        try:
            async with asyncio.timeout(20):
                await self.page.evaluate(f"hearsOnly({[*hertz]}, {[*TONES]})")
        except TimeoutError:
            levels = await self.page.evaluate("window.levels")
            raise AssertionError(f"never {hertz} alone; at last {levels} dB") from None

    async def hears_other(self, hertz: float) -> None:
        """For a second something else than this tone, such as music."""
        async with asyncio.timeout(20):
            await self.page.evaluate(f"hearsOther({hertz})")

    async def says(self, words: str) -> None:
        await expect(self.words).to_have_text(words, timeout=20_000)


@asynccontextmanager
async def chromium(
    stage: Stage, microphone: Path, *, allowed: bool = True
) -> AsyncIterator[Visitor]:
    arguments = [
        *CHROMIUM_ARGS,
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}",
        "--allow-loopback-in-peer-connection",
        "--autoplay-policy=no-user-gesture-required",
    ]
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=arguments
        )
        try:
            context = await browser.new_context(
                locale="en-GB", permissions=["microphone"] if allowed else []
            )
            await context.add_init_script(_EARS)
            page = await context.new_page()
            page.on("pageerror", lambda error: stage.errors.append(str(error)))
            page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
            await page.goto(f"{stage.url}/demo")
            visitor = Visitor(page)
            await visitor.open()
            yield visitor
        finally:
            await browser.close()


async def aside(work: Callable[[], T]) -> T:
    """A desk reads its socket in a thread, so that telephones go on talking."""
    return await asyncio.to_thread(work)
